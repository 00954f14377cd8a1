// Keeps control that rests on something other than votes; one row for each controller_id,
// controlled_id, basis and from_on.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.controller_id})
MATCH (b:Customer {customer_id: row.controlled_id})
MERGE (a)-[r:CONTROLS {basis: row.basis, period: coalesce(row.from_on, '')}]->(b)
SET r = {
    period: coalesce(row.from_on, ''), basis: row.basis, from_on: date(row.from_on),
    to_on: date(row.to_on), source: row.source, load_no: row.load_no, digest: row.digest,
    closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
