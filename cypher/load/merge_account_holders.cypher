// Keeps the customers that hold an account; one row for each account_id and customer_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MATCH (b:Account {account_id: row.account_id})
MERGE (a)-[r:HOLDS]->(b)
SET r = {
    role: row.role, source: row.source, load_no: row.load_no, digest: row.digest,
    closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
