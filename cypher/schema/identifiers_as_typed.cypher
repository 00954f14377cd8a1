// The identifiers of the customers of some numbers, as they were typed, but those moved already.
// $above  only numbers above this one
// $up_to  the last of the numbers
// Index: customer_no; linear in the identifiers.
// Example: {above: 0, up_to: 2000}
MATCH (c:Customer) WHERE $above < c.customer_no <= $up_to
MATCH (c)-[:SHARES]->(i:Identifier) WHERE i.only_for IS NULL
RETURN c.customer_no AS customer_no, i.kind AS kind, i.value AS value;
