-- All rows of identifiers, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.customer_no AS position, customer_no.customer_id AS customer_id, x.customer_no, x.kind,
    x.value, x.blocked, x.normalised, x.attributes, x.source, x.load_no, x.digest, x.closed_on
FROM identifiers AS x
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
WHERE x.customer_no >= :place ORDER BY x.customer_no;
