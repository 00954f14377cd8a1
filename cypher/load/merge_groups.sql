-- Keeps groups that the bank itself declares; one row for each group_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO groups (
    group_id, name, kind, parent_id, attributes, source, load_no, digest, closed_on, closed_load)
VALUES (
    :group_id, :name, :kind, :parent_id, :attributes, :source, :load_no, :digest, :closed_on,
    :closed_load)
ON CONFLICT (group_id) DO UPDATE SET
    name = excluded.name, kind = excluded.kind, parent_id = excluded.parent_id,
    attributes = excluded.attributes, source = excluded.source, load_no = excluded.load_no,
    digest = excluded.digest, closed_on = excluded.closed_on, closed_load = excluded.closed_load;
