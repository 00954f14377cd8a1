// What some customers are called and were called before, as the store has it.
// $customer_ids  the customers
// Index: customer_id; linear in the ids.
// Example: {customer_ids: ["C1"]}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids
RETURN c.customer_id AS customer_id, c.name AS name,
    coalesce(c.earlier_names, '') AS earlier_names
ORDER BY customer_id;
