// Keeps the customers that belong to a declared group; one row for each group_id and customer_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MATCH (b:Group {group_id: row.group_id})
MERGE (a)-[r:MEMBER_OF]->(b)
SET r = {
    role: row.role, source: row.source, load_no: row.load_no, digest: row.digest,
    closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
