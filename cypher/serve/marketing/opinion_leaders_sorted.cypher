// Opinion leaders who may be approached, by name, by what they keep here, or by their score.
// $community_id  only members of this community; '' for all
// $kind, $relationship_manager, $branch, $region, $industry, $is_client  see the fragment `filtered`
// $run_id        the run
// $consent       whose consent counts: opt_in, opt_out; '' names everybody
// $today         the day on which it must hold
// $sort          by what: 'name', 'assets' or 'score'; who has no such amount comes last
// $descending    whether the highest come first
// $after_rank    only after this rank (0: has an amount, 1: has none; -1: begin)
// $after_amount  and this amount, negative where the highest come first
// $after_name    and this name
// $after_id      and this id
// $limit         at most so many
// Index: held_tag; linear in the leaders, and a sort of them.
// Example: {community_id: "", kind: "", relationship_manager: "", branch: "", region: "",
//           industry: "", is_client: "", run_id: 1, consent: "opt_in", today: "2025-12-31", sort:
//           "assets", descending: true, after_rank: -1, after_amount: 0.0, after_name: "",
//           after_id: "", limit: 50}
MATCH (c:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, score)
WHERE h.tag_id = 'opinion_leader' AND h.score > -1e308
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    AND
    // include approachable
    AND
    // include filtered
WITH c, h, head(COLLECT { MATCH (c)-[m:HELD {tag_id: 'community_member'}]->(:Tag)
        WHERE m.since_run <= $run_id AND coalesce($run_id < m.until_run, true)
        RETURN m.group_id }) AS community_id,
    CASE $sort
    WHEN 'score' THEN h.score
    WHEN 'assets' THEN
        // include assets_of_known
    END AS amount
WHERE $community_id = '' OR community_id = $community_id
WITH c, h, community_id, amount * CASE WHEN $descending THEN -1 ELSE 1 END AS amount
// A parameter is compared in UTF-16, what is stored by code points, as names are ordered.
OPTIONAL MATCH (last:Customer {customer_id: $after_id}) WHERE last.name = $after_name
WITH c, h, community_id, amount, coalesce(last.name, $after_name) AS after_name,
    CASE WHEN amount IS NULL THEN 1 ELSE 0 END AS rank, coalesce(amount, 0.0) AS place
WHERE
    // include after_placed
RETURN c.customer_id AS customer_id, c.kind AS kind, c.name AS name,
    c.is_client AS is_client, c.region AS region, c.branch AS branch,
    c.relationship_manager AS relationship_manager, community_id,
    h.version AS version, h.grade AS grade, h.score AS score, h.value AS value,
    h.evidence AS evidence, amount
ORDER BY rank, place, CASE WHEN $sort = 'name' AND NOT $descending THEN name END,
    CASE WHEN $sort = 'name' AND $descending THEN name END DESC, customer_id LIMIT $limit;
