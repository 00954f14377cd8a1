// One community, if a member of it is in scope, and why its leader is not named.
// $community_id  the community
// $run_id        the run
// $consent       whose consent counts: opt_in, opt_out; '' names everybody
// $today         the day on which it must hold
// Index: derived_group_id, customer_id; one row.
// Example: {community_id: "CM-1", run_id: 1, consent: "opt_in", today: "2025-12-31"}
MATCH (g:DerivedGroup {group_id: $community_id, kind: 'community'})
WHERE g.since_run <= $run_id AND coalesce($run_id < g.until_run, true)
    AND
    // include derived_in_scope
MATCH (c:Customer {customer_id: g.head_id})
RETURN g.group_id AS community_id, g.size AS size, c.customer_id AS leader_id,
    c.name AS leader_name, c.kind AS leader_kind,
    // include in_scope
    AS leader_in_scope,
    // include left_out
    AS leader_left_out;
