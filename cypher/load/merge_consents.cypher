// Keeps what customers said of being approached for a purpose, by a channel or any; one row for
// each customer_id, purpose, channel and at.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.customer_id})
MERGE (n:Consent {customer_id: row.customer_id,
    purpose: row.purpose,
    channel: row.channel,
    at: datetime({epochMillis: row.at})})
SET n = {
    customer_id: row.customer_id, purpose: row.purpose, status: row.status,
    at: datetime({epochMillis: row.at}), channel: row.channel, until: date(row.until),
    source: row.source, load_no: row.load_no, digest: row.digest, closed_on: date(row.closed_on),
    closed_load: row.closed_load}
SET n += row.attributes
WITH a, n
OPTIONAL MATCH (other)-[moved:HAS_CONSENT]->(n) WHERE other <> a
DELETE moved
MERGE (a)-[:HAS_CONSENT]->(n);
