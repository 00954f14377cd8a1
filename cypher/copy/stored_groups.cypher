// All rows of groups, closed ones too.
// Index: the label scan, which is of few; linear in the rows.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (x:Group)
WITH * WHERE x.load_no IS NOT NULL
RETURN
    x.group_id AS group_id, x.name AS name, x.kind AS kind, x.parent_id AS parent_id,
    x.source AS source, x.load_no AS load_no, x.digest AS digest,
    toString(x.closed_on) AS closed_on, x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
