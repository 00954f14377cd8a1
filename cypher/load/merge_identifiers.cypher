// Keeps phones, addresses, devices and the like of customers; one row for each customer_id, kind
// and value.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MERGE (b:Identifier {
    kind: row.kind, value: row.normalised,
    only_for: CASE row.normalised WHEN '' THEN row.customer_id ELSE '' END})
MERGE (a)-[r:SHARES {value: row.value}]->(b)
SET r = {
    value: row.value, blocked: toBoolean(row.blocked), source: row.source, load_no: row.load_no,
    digest: row.digest, closed_on: date(row.closed_on)}
SET r += row.attributes;
