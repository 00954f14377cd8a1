// The holding `h` of the customer `c` as a lead in a `state`, with its last decision `d`.
RETURN h.tag_id AS tag_id, h.subject AS subject, h.version AS version, h.grade AS grade,
    h.score AS score, h.value AS value, h.evidence AS evidence, h.since_run AS since_run,
    c.customer_id AS customer_id, c.name AS name, c.relationship_manager AS owner,
    toString(h.digest) AS evidence_digest, state, d.decision_no AS decision_no
