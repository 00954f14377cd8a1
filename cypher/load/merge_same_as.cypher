// Keeps which customers the bank believes to be one; one row a pair.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MATCH (b:Customer {customer_id: row.other_customer_id})
MERGE (a)-[r:SAME_AS]->(b)
SET r = {
    basis: row.basis, source: row.source, load_no: row.load_no, digest: row.digest}
SET r += row.attributes;
