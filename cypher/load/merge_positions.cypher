// Keeps offices that persons hold in companies; one row for each person_id, company_id, role and
// from_on.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.person_id})
MATCH (b:Customer {customer_id: row.company_id})
MERGE (a)-[r:HOLDS_POSITION {role: row.role, period: coalesce(row.from_on, '')}]->(b)
SET r = {
    period: coalesce(row.from_on, ''), role: row.role, from_on: date(row.from_on),
    to_on: date(row.to_on), source: row.source, load_no: row.load_no, digest: row.digest,
    closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
