// One lead of a run, whatever its state, where it is in scope.
// $tag_id       the tag
// $customer_id  the customer
// $subject      what it is held about, or ''
// $run_id       the run
// Index: customer_id, token_of_customer, decided_subject; linear in what the customer holds.
// Example: {tag_id: "group_gap", customer_id: "C1", subject: "G1", run_id: 1}
MATCH (c:Customer {customer_id: $customer_id})-[h:HELD]->(:Tag)
    USING INDEX c:Customer(customer_id)
WHERE h.tag_id = $tag_id AND h.subject = $subject
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) AND
    // include in_scope
// include lead_decided
WITH c, h, d,
    // include lead_state
    AS state
// include lead_row
;
