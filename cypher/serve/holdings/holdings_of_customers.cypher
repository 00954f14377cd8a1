// What those of some customers in scope hold of some tags in a run, by customer, tag and subject.
// $customer_ids  the customers
// $tag_ids       the tags
// $run_id        the run
// Index: customer_id; linear in the customers' holdings ever.
// Example: {customer_ids: ["P1"], tag_ids: ["near_blocked"], run_id: 1}
UNWIND $customer_ids AS asked
MATCH (c:Customer {customer_id: asked})-[h:HELD]->(:Tag)
    USING INDEX c:Customer(customer_id)
WHERE h.tag_id IN $tag_ids
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) AND
    // include in_scope
RETURN c.customer_id AS customer_id, h.tag_id AS tag_id, h.subject AS subject,
    h.version AS version, h.grade AS grade, h.score AS score, h.value AS value,
    h.evidence AS evidence, h.since_run AS since_run
ORDER BY customer_id, tag_id, subject;
