// Keeps who controls whom by what other than votes; one row a pair, basis and first day.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.controller_id})
MATCH (b:Customer {customer_id: row.controlled_id})
MERGE (a)-[r:CONTROLS {basis: row.basis, period: coalesce(row.from_on, '')}]->(b)
SET r = {
    period: coalesce(row.from_on, ''), basis: row.basis, from_on: date(row.from_on),
    to_on: date(row.to_on), source: row.source, load_no: row.load_no, digest: row.digest}
SET r += row.attributes;
