// Keeps guarantees by their id; one whose parties changed moves with them.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.guarantor_id})
MATCH (b:Customer {customer_id: row.borrower_id})
OPTIONAL MATCH ()-[moved:GUARANTEES {guarantee_id: row.guarantee_id}]->()
    WHERE startNode(moved) <> a OR endNode(moved) <> b
DELETE moved
MERGE (a)-[r:GUARANTEES {guarantee_id: row.guarantee_id}]->(b)
SET r = {
    guarantee_id: row.guarantee_id, amount: row.amount, currency: row.currency,
    from_on: date(row.from_on), to_on: date(row.to_on), source: row.source,
    load_no: row.load_no, digest: row.digest}
SET r += row.attributes;
