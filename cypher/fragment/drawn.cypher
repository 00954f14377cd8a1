// What is drawn of the exposure `e`: nothing of a credit line that says no more than its amount.
CASE WHEN e.kind = 'credit_line' AND e.undrawn IS NULL THEN 0.0 ELSE e.amount END
