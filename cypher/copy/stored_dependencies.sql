-- All rows of dependencies, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.provider_no AS position, provider_no.customer_id AS provider_id,
    dependent_no.customer_id AS dependent_id, x.provider_no, x.dependent_no, x.basis, x.share,
    x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM dependencies AS x
LEFT JOIN customers AS provider_no ON provider_no.customer_no = x.provider_no
LEFT JOIN customers AS dependent_no ON dependent_no.customer_no = x.dependent_no
WHERE x.provider_no >= :place ORDER BY x.provider_no;
