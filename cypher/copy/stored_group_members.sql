-- All rows of group_members, closed ones too.
-- Index: the primary key; linear in the rows.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    customer_no.customer_id AS customer_id, x.group_id, x.customer_no, x.role, x.attributes,
    x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM group_members AS x
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no;
