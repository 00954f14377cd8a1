// Keeps groups that the bank itself declares; one row for each group_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MERGE (n:Group {group_id: row.group_id})
SET n = {
    group_id: row.group_id, name: row.name, kind: row.kind, parent_id: row.parent_id,
    source: row.source, load_no: row.load_no, digest: row.digest, closed_on: date(row.closed_on),
    closed_load: row.closed_load}
SET n += row.attributes;
