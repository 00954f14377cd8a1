// The leads of one tag in a run, in some states, the highest scores first; in scope.
// $tag_id                the tag
// $states                only in these states
// $relationship_manager  only customers of this manager; '' for all
// $run_id                the run
// $after_score           only after this score, id and subject: 1e308, '' and '' to begin with
// $after_id              see above
// $after_subject         see above
// $limit                 at most so many
// Index: held_tag, from the score on, token_of_customer, decided_subject; linear in the holders.
// Example: {tag_id: "group_gap", states: ["new"], relationship_manager: "", run_id: 1,
//           after_score: 1e308, after_id: "", after_subject: "", limit: 50}
MATCH (c:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, score)
WHERE h.tag_id = $tag_id AND h.score <= $after_score
    AND (h.score < $after_score OR c.customer_id > $after_id
        OR c.customer_id = $after_id AND h.subject > $after_subject)
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    AND ($relationship_manager = '' OR c.relationship_manager = $relationship_manager) AND
    // include in_scope
// include lead_decided
WITH c, h, d,
    // include lead_state
    AS state
WHERE state IN $states
WITH c, h, d, state ORDER BY h.score DESC, c.customer_id, h.subject LIMIT $limit
// include lead_row
ORDER BY score DESC, customer_id, subject;
