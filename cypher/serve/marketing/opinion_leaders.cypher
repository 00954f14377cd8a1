// Opinion leaders who may be approached, the highest scores first.
// $kind, $relationship_manager, $branch, $region, $industry, $is_client  see the fragment `filtered`
// $run_id       the run
// $consent      whose consent counts: opt_in, opt_out; '' names everybody
// $today        the day on which it must hold
// $after_score  only after this score and id: 1e308 and '' to begin with
// $after_id     see above
// $limit        at most so many
// Index: held_tag, from the score on; linear in the limit (and in what is passed over).
// Example: {kind: "", relationship_manager: "", branch: "",
//           region: "", industry: "", is_client: "", run_id: 1, consent: "opt_in", today: "2025-12-31", after_score:
//           1e308, after_id: "", limit: 50}
// Who holds a tag is a customer: to ask its label would have all customers read.
MATCH (c)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, score)
WHERE h.tag_id = 'opinion_leader' AND h.score <= $after_score
    AND (h.score < $after_score OR c.customer_id > $after_id)
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    AND
    // include approachable
    AND
    // include filtered
// Ordered by the tag too, which is but one: only so is the order that of the index.
WITH c, h ORDER BY h.tag_id DESC, h.score DESC, c.customer_id LIMIT $limit
RETURN c.customer_id AS customer_id, c.kind AS kind, c.name AS name,
    c.is_client AS is_client, c.region AS region, c.branch AS branch,
    c.relationship_manager AS relationship_manager,
    head(COLLECT { MATCH (c)-[m:HELD {tag_id: 'community_member'}]->(:Tag)
        WHERE m.since_run <= $run_id AND coalesce($run_id < m.until_run, true)
        RETURN m.group_id }) AS community_id,
    h.version AS version, h.grade AS grade, h.score AS score, h.value AS value,
    h.evidence AS evidence
ORDER BY score DESC, customer_id;
