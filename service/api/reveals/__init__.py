"""/customers/{customer_id}/reveal: values that identify a customer, for a reason that is kept."""
