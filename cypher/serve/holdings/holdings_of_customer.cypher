// What a customer in scope holds in a run, by tag and subject.
// $customer_id  the customer
// $tag_id       only this tag; '' for all
// $run_id       the run
// Index: customer_id; linear in the customer's holdings ever.
// Example: {customer_id: "P1", tag_id: "", run_id: 1}
MATCH (c:Customer {customer_id: $customer_id})-[h:HELD]->(:Tag)
WHERE ($tag_id = '' OR h.tag_id = $tag_id)
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) AND
    // include in_scope
RETURN h.tag_id AS tag_id, h.subject AS subject, h.version AS version, h.grade AS grade,
    h.score AS score, h.value AS value, h.evidence AS evidence, h.since_run AS since_run
ORDER BY tag_id, subject;
