// Moves customers from identifiers as they were typed to their normalised form.
// Index: customer_no, identifier; linear in the identifiers of the customers.
UNWIND $rows AS row
MATCH (c:Customer {customer_no: row.customer_no})-[before:SHARES]->(typed:Identifier)
WHERE typed.kind = row.kind AND typed.value = row.value AND typed.only_for IS NULL
MERGE (i:Identifier {
    kind: row.kind, value: row.normalised,
    only_for: CASE row.normalised WHEN '' THEN c.customer_id ELSE '' END})
MERGE (c)-[r:SHARES {value: row.value}]->(i)
SET r = before {.*, value: row.value}
DELETE before
WITH DISTINCT typed
WHERE NOT EXISTS { (typed)<-[:SHARES]-() }
DELETE typed;
