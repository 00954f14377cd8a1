// Who holds a tag about a subject, the highest scores first.
// $tag_id   the tag
// $subject  what it is about: a company, a group
// $run_id   the run
// $limit    at most so many
// Index: held_tag; linear in the tag's holdings.
// Example: {tag_id: "decision_maker", subject: "C1", run_id: 1, limit: 50}
MATCH (c:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, score)
WHERE h.tag_id = $tag_id AND h.score > -1e308 AND h.subject = $subject AND h.subject <> '' AND c.closed_on IS NULL
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
RETURN h.tag_id AS tag_id, h.subject AS subject, h.version AS version, h.grade AS grade,
    h.score AS score, h.value AS value, h.evidence AS evidence, h.since_run AS since_run,
    c.customer_id AS customer_id
ORDER BY score DESC, customer_id LIMIT $limit;
