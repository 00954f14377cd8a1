// How many of the customers in scope who ever were in a community are not named, by the reason.
// $community_id  the community
// $run_id        the last run that counts, whose identities do too
// $consent       whose consent counts: opt_in, opt_out; '' names everybody
// $today         the day on which it must hold
// Index: held_group; linear in the memberships ever.
// Example: {community_id: "CM-1", run_id: 1, consent: "opt_in", today: "2025-12-31"}
MATCH (c:Customer)-[h:HELD {group_id: $community_id}]->(:Tag)
    USING INDEX h:HELD(group_id)
WHERE 0 < h.since_run <= $run_id
WITH DISTINCT c WHERE
    // include in_scope
WITH
    // include left_out
    AS left_out
WHERE left_out <> ''
RETURN left_out, count(*) AS customers ORDER BY left_out;
