// Keeps pairs of customers that the bank believes to be one; one row for each customer_id and
// other_customer_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MATCH (b:Customer {customer_id: row.other_customer_id})
MERGE (a)-[r:SAME_AS]->(b)
SET r = {
    basis: row.basis, verdict: row.verdict, source: row.source, load_no: row.load_no,
    digest: row.digest, first_load_no: coalesce(r.first_load_no, row.first_load_no),
    closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
