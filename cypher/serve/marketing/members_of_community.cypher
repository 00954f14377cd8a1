// Members of a community in scope who may be approached, the most influential first, then by id.
// $community_id     the community
// $run_id           the run
// $consent          whose consent counts: opt_in, opt_out; '' names everybody
// $today            the day on which it must hold
// $after_influence  only after this influence and id: 1e308 and '' to begin with
// $after_id         see above
// $limit            at most so many
// Index: held_group; linear in what the members hold.
// Example: {community_id: "CM-1", run_id: 1, consent: "opt_in", today: "2025-12-31",
//           after_influence: 1e308, after_id: "", limit: 50}
MATCH (c:Customer)-[m:HELD {group_id: $community_id}]->(:Tag)
    USING INDEX m:HELD(group_id)
WHERE m.since_run <= $run_id AND coalesce($run_id < m.until_run, true)
    AND
    // include in_scope
    AND
    // include approachable
OPTIONAL MATCH (c)-[h:HELD {tag_id: 'opinion_leader'}]->(:Tag)
WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
WITH c, m, h, coalesce(h.score, CASE m.role WHEN 'leader' THEN 1e-12 ELSE 0.0 END) AS influence
WHERE influence < $after_influence OR influence = $after_influence AND c.customer_id > $after_id
WITH c, m, h, influence ORDER BY influence DESC, c.customer_id LIMIT $limit
RETURN m.tag_id AS tag_id, m.subject AS subject, m.version AS version, m.grade AS grade,
    m.score AS score, m.value AS value, m.evidence AS evidence, m.since_run AS since_run,
    c.customer_id AS customer_id, c.name AS name, c.kind AS kind, m.role AS role, influence,
    h.grade AS influence_grade, h.value AS influence_value
ORDER BY influence DESC, customer_id;
