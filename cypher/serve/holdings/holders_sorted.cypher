// Who holds a tag, by name or from the lowest score on.
// $tag_id                the tag
// $grade                 only in this grade; '' for all
// $subject               only holdings about this; '' for all
// $kind                  only customers of this kind; '' for all
// $relationship_manager  only customers of this manager; '' for all
// $branch                only customers of this branch; '' for all
// $region                only customers of this region; '' for all
// $industry              only customers of this industry; '' for all
// $is_client             'true': only clients, 'false': only others; '' for all
// $consent               whose consent counts: opt_in, opt_out; '' names everybody
// $today                 the day on which a consent must hold
// $run_id                the run
// $sort                  by what: 'name' or 'score'
// $descending            whether names come from the last on
// $after_score           only after this score, or name, id and subject; '' as the id to begin with
// $after_name            see above
// $after_id              see above
// $after_subject         see above
// $limit                 at most so many
// Index: held_tag; linear in the tag's holdings, and a sort of them.
// Example: {tag_id: "opinion_leader", grade: "", subject: "", kind: "", relationship_manager: "",
//           branch: "", region: "", industry: "", is_client: "", consent: "opt_in", today:
//           "2025-12-31", run_id: 1, sort: "name", descending: false,
//           after_score: 0.0, after_name: "", after_id: "", after_subject: "", limit: 50}
// Who holds a tag is a customer: to ask its label would have all customers read.
MATCH (c)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, score)
WHERE h.tag_id = $tag_id AND h.score > -1e308
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    AND ($grade = '' OR h.grade = $grade) AND ($subject = '' OR h.subject = $subject)
    AND
    // include filtered
    AND
    // include approachable
// A parameter is compared in UTF-16, what is stored by code points, as names are ordered.
OPTIONAL MATCH (last:Customer {customer_id: $after_id}) WHERE last.name = $after_name
WITH c, h, coalesce(last.name, $after_name) AS after_name
WHERE CASE WHEN $after_id = '' THEN true
    WHEN $sort = 'score' AND h.score <> $after_score THEN h.score > $after_score
    WHEN $sort = 'name' AND c.name <> after_name AND $descending THEN c.name < after_name
    WHEN $sort = 'name' AND c.name <> after_name THEN c.name > after_name
    ELSE c.customer_id > $after_id OR c.customer_id = $after_id AND h.subject > $after_subject END
RETURN h.tag_id AS tag_id, h.subject AS subject, h.version AS version, h.grade AS grade,
    h.score AS score, h.value AS value, h.evidence AS evidence, h.since_run AS since_run,
    c.customer_id AS customer_id, c.kind AS kind, c.name AS name, c.is_client AS is_client,
    c.region AS region, c.branch AS branch, c.relationship_manager AS relationship_manager
ORDER BY CASE WHEN $sort = 'score' THEN score END,
    CASE WHEN $sort = 'name' AND NOT $descending THEN name END,
    CASE WHEN $sort = 'name' AND $descending THEN name END DESC, customer_id, subject LIMIT $limit;
