// Keeps phones, addresses, devices and the like, and who uses them; one row a customer and identifier.
UNWIND $rows AS row
MATCH (c:Customer {customer_id: row.customer_id})
MERGE (i:Identifier {kind: row.kind, value: row.value})
MERGE (c)-[r:SHARES]->(i)
SET r = {
    blocked: row.blocked, source: row.source, load_no: row.load_no, digest: row.digest}
SET r += row.attributes;
