// Which of some customers refused to be approached, under any of their numbers, by id.
// $customer_ids  the customers
// $run_id        the run whose identities count
// Index: customer_id; linear in the list.
// Example: {customer_ids: ["P1"], run_id: 1}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids AND NOT (
    // include approachable
    )
RETURN c.customer_id AS customer_id ORDER BY customer_id;
