-- All rows of kinships, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.a_no AS position, a_no.customer_id AS a_id, b_no.customer_id AS b_id, x.a_no, x.b_no,
    x.relation, x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM kinships AS x
LEFT JOIN customers AS a_no ON a_no.customer_no = x.a_no
LEFT JOIN customers AS b_no ON b_no.customer_no = x.b_no
WHERE x.a_no >= :place ORDER BY x.a_no;
