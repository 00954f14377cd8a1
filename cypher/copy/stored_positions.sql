-- All rows of positions, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.person_no AS position, person_no.customer_id AS person_id,
    company_no.customer_id AS company_id, x.person_no, x.company_no, x.role, x.from_on, x.to_on,
    x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM positions AS x
LEFT JOIN customers AS person_no ON person_no.customer_no = x.person_no
LEFT JOIN customers AS company_no ON company_no.customer_no = x.company_no
WHERE x.person_no >= :place ORDER BY x.person_no;
