// Opinion leaders of one community who may be approached, the highest scores first.
// $community_id  the community
// $kind, $relationship_manager, $branch, $region, $industry, $is_client  see the fragment `filtered`
// $run_id        the run
// $consent       whose consent counts: opt_in, opt_out; '' names everybody
// $today         the day on which it must hold
// $after_score   only after this score and id: 1e308 and '' to begin with
// $after_id      see above
// $limit         at most so many
// Index: held_group; linear in what the members hold.
// Example: {community_id: "CM-1", kind: "", relationship_manager: "", branch: "",
//           region: "", industry: "", is_client: "", run_id: 1, consent: "opt_in", today:
//           "2025-12-31", after_score: 1e308, after_id: "", limit: 50}
MATCH (c:Customer)-[m:HELD {group_id: $community_id}]->(:Tag)
    USING INDEX m:HELD(group_id)
WHERE m.since_run <= $run_id AND coalesce($run_id < m.until_run, true)
// What they are is asked of the members alone.
WITH DISTINCT c WHERE
    // include filtered
    AND
    // include approachable
MATCH (c)-[h:HELD {tag_id: 'opinion_leader'}]->(:Tag)
WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    AND h.score <= $after_score AND (h.score < $after_score OR c.customer_id > $after_id)
RETURN c.customer_id AS customer_id, c.kind AS kind, c.name AS name,
    c.is_client AS is_client, c.region AS region, c.branch AS branch,
    c.relationship_manager AS relationship_manager, $community_id AS community_id,
    h.version AS version, h.grade AS grade, h.score AS score, h.value AS value,
    h.evidence AS evidence
ORDER BY score DESC, customer_id LIMIT $limit;
