// Which of some customers may not be approached, whatever their numbers, by id.
// $customer_ids  the customers
// $run_id        the run whose identities count
// $consent       whose consent counts: opt_in or opt_out
// $today         the day on which it must hold
// Index: customer_id; linear in the list.
// Example: {customer_ids: ["P1"], run_id: 1, consent: "opt_in", today: "2025-12-31"}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids AND NOT (
    // include approachable
    )
RETURN c.customer_id AS customer_id ORDER BY customer_id;
