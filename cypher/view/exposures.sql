-- What the bank stands to lose with whom, whatever is not settled.
-- Index: none, all rows are wanted; linear in them.
SELECT e.customer_no, ifnull(e.kind, 'other') AS kind, e.currency,
    -- include drawn
    AS drawn,
    -- include undrawn
    AS undrawn,
    ifnull(e.covered, 0.0) AS covered
FROM exposures e
WHERE e.closed_on IS NULL AND
    -- include unsettled
;
