// Keeps what the bank has lent to whom, by the exposure's id.
UNWIND $rows AS row
MATCH (c:Customer {customer_id: row.customer_id})
MERGE (e:Exposure {exposure_id: row.exposure_id})
SET e = {
    exposure_id: row.exposure_id, kind: row.kind, amount: row.amount, currency: row.currency,
    due_on: date(row.due_on), status: row.status, source: row.source, load_no: row.load_no,
    digest: row.digest}
SET e += row.attributes
WITH c, e
OPTIONAL MATCH (other:Customer)-[moved:HAS_EXPOSURE]->(e) WHERE other <> c
DELETE moved
MERGE (c)-[:HAS_EXPOSURE]->(e);
