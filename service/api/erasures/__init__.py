"""/customers/{customer_id}/erasures: a person is erased, which two people sign."""
