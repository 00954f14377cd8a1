// One community; a leader who may not be approached is left out.
// $community_id  the community
// $run_id        the run
// $consent       whose consent counts: opt_in or opt_out
// $today         the day on which it must hold
// Index: derived_group_id, customer_id; one row.
// Example: {community_id: "CM-1", run_id: 1, consent: "opt_in", today: "2025-12-31"}
MATCH (g:DerivedGroup {group_id: $community_id, kind: 'community'})
WHERE g.since_run <= $run_id AND coalesce($run_id < g.until_run, true)
OPTIONAL MATCH (c:Customer {customer_id: g.head_id})
WHERE c.closed_on IS NULL AND
// include approachable
RETURN g.group_id AS community_id, g.size AS size, c.customer_id AS leader_id,
    c.name AS leader_name;
