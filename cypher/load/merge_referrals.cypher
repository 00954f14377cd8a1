// Keeps customers that another customer brought in; one row for each referrer_id, referred_id and
// at.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.referrer_id})
MATCH (b:Customer {customer_id: row.referred_id})
MERGE (a)-[r:REFERRED {at: datetime({epochMillis: row.at})}]->(b)
SET r = {
    at: datetime({epochMillis: row.at}), campaign: row.campaign, channel: row.channel,
    source: row.source, load_no: row.load_no, digest: row.digest, closed_on: date(row.closed_on),
    closed_load: row.closed_load}
SET r += row.attributes;
