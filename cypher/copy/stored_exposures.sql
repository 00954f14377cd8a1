-- All rows of exposures, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.rowid AS position, customer_no.customer_id AS customer_id, x.exposure_id, x.customer_no,
    x.kind, x.amount, x.currency, x.due_on, x.status, x.undrawn, x.covered, x.five_class,
    x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM exposures AS x
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
WHERE x.rowid >= :place ORDER BY x.rowid;
