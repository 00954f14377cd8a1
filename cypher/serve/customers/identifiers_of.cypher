// The identifiers of customers in scope as they were typed and as they are compared, by kind and
// value.
// $customer_ids  the numbers of the customer
// Index: customer_id; linear in the customer's identifiers.
// Example: {customer_ids: ["P1"]}
UNWIND $customer_ids AS asked
MATCH (c:Customer {customer_id: asked})
WHERE
    // include in_scope
MATCH (c)-[s:SHARES]->(i:Identifier) WHERE s.closed_on IS NULL
WITH DISTINCT i.kind AS kind, s.value AS value, i.value AS compared
RETURN kind, value, compared ORDER BY kind, value, compared;
