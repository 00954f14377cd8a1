// What is not drawn yet of the exposure `e`: all of a credit line that says no more than its amount.
CASE WHEN e.kind = 'credit_line' AND e.undrawn IS NULL THEN e.amount
    ELSE coalesce(e.undrawn, 0.0) END
