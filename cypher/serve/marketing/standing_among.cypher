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
    COLLECT {
        // include own_numbers
        WITH collect(
            // include consents
            ) AS consents
        RETURN CASE WHEN false IN consents THEN 'refused' WHEN consents = [] THEN 'unknown'
            ELSE 'given' END }[0] AS consent,
    // include left_out
    AS left_out
ORDER BY customer_id;
