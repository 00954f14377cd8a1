-- Keeps the customers that belong to a declared group; one row for each group_id and customer_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO group_members (
    group_id, customer_no, role, attributes, source, load_no, digest, closed_on, closed_load)
VALUES (
    :group_id, :customer_no, :role, :attributes, :source, :load_no, :digest, :closed_on,
    :closed_load)
ON CONFLICT (group_id, customer_no) DO UPDATE SET
    role = excluded.role, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = excluded.closed_on,
    closed_load = excluded.closed_load;
