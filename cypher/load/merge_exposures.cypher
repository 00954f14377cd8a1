// Keeps loans and other exposures of the bank to a customer; one row for each exposure_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MERGE (n:Exposure {exposure_id: row.exposure_id})
SET n = {
    exposure_id: row.exposure_id, kind: row.kind, amount: row.amount, currency: row.currency,
    due_on: date(row.due_on), status: row.status, undrawn: row.undrawn, covered: row.covered,
    five_class: row.five_class, source: row.source, load_no: row.load_no, digest: row.digest,
    closed_on: date(row.closed_on), closed_load: row.closed_load}
SET n += row.attributes
WITH a, n
OPTIONAL MATCH (other)-[moved:HAS_EXPOSURE]->(n) WHERE other <> a
DELETE moved
MERGE (a)-[:HAS_EXPOSURE]->(n);
