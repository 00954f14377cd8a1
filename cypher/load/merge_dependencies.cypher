// Keeps who depends on whom, and for what; one row a pair and basis.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.dependent_id})
MATCH (b:Customer {customer_id: row.provider_id})
MERGE (a)-[r:DEPENDS_ON {basis: row.basis}]->(b)
SET r = {
    basis: row.basis, share: row.share, source: row.source, load_no: row.load_no,
    digest: row.digest}
SET r += row.attributes;
