// Keeps who holds which account, and as what; one row an account and customer.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MATCH (b:Account {account_id: row.account_id})
MERGE (a)-[r:HOLDS]->(b)
SET r = {
    role: row.role, source: row.source, load_no: row.load_no, digest: row.digest}
SET r += row.attributes;
