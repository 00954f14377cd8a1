// Keeps shares that one customer owns of another; one row for each owner_id, owned_id and from_on.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.owner_id})
MATCH (b:Customer {customer_id: row.owned_id})
MERGE (a)-[r:OWNS {period: coalesce(row.from_on, '')}]->(b)
SET r = {
    period: coalesce(row.from_on, ''), share: row.share, votes: row.votes,
    from_on: date(row.from_on), to_on: date(row.to_on), source: row.source, load_no: row.load_no,
    digest: row.digest, closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
