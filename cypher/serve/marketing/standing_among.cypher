// What some customers say of being approached, and why lists leave them out, by id.
// $customer_ids  the customers
// $run_id        the run whose identities count
// $consent       whose consent counts: opt_in, opt_out; '' names everybody
// $today         the day on which it must hold
// Index: customer_id; linear in the list.
// Example: {customer_ids: ["P1"], run_id: 1, consent: "opt_in", today: "2025-12-31"}
UNWIND $customer_ids AS asked
WITH DISTINCT asked
MATCH (c:Customer {customer_id: asked})
RETURN c.customer_id AS customer_id,
    head([said IN [COLLECT {
        // include own_numbers
        RETURN
        // include consents
        }] | CASE WHEN false IN said THEN 'refused' WHEN true IN said THEN 'given'
            ELSE 'unknown' END]) AS consent,
    // include left_out
    AS left_out
ORDER BY customer_id;
