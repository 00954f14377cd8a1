-- All rows of groups, closed ones too.
-- Index: the primary key; linear in the rows.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.group_id, x.name, x.kind, x.parent_id, x.attributes, x.source, x.load_no, x.digest,
    x.closed_on, x.closed_load
FROM groups AS x;
