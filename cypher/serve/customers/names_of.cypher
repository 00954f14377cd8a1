// The names and kinds of some customers, and whether each is in scope.
// $customer_ids  their ids
// Index: customer_id; linear in the ids.
// Example: {customer_ids: ["P1", "P2"]}
UNWIND $customer_ids AS wanted
MATCH (c:Customer {customer_id: wanted})
RETURN c.customer_id AS customer_id, c.name AS name, c.kind AS kind,
    // include in_scope
    AS in_scope
ORDER BY customer_id;
