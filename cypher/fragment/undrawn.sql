-- What is not drawn yet of the exposure `e`: all of a credit line that says no more than its amount.
iif(e.kind = 'credit_line' AND e.undrawn IS NULL, e.amount, ifnull(e.undrawn, 0.0))
