// The members of all derived groups of a kind, by group and id.
// $kind    the kind
// $run_id  the run
// Index: derived_group_kind, held_group; linear in the members.
// Example: {kind: "connected", run_id: 1}
MATCH (g:DerivedGroup {kind: $kind})
WHERE g.since_run <= $run_id AND coalesce($run_id < g.until_run, true)
MATCH (c:Customer)-[h:HELD {group_id: g.group_id}]->(:Tag)
    USING INDEX h:HELD(group_id)
WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
RETURN g.group_id AS group_id, c.customer_id AS customer_id, h.role AS role
ORDER BY group_id, customer_id;
