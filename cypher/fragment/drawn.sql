-- What is drawn of the exposure `e`: nothing of a credit line that says no more than its amount.
iif(e.kind = 'credit_line' AND e.undrawn IS NULL, 0.0, e.amount)
