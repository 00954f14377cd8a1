"""/customers: search, one customer, what a customer holds and owns."""
