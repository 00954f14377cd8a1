// How many communities' leaders in scope their list does not name, by the reason.
// $run_id   the run
// $consent  whose consent counts: opt_in, opt_out; '' names everybody
// $today    the day on which it must hold
// Index: derived_group_kind, customer_id; linear in the communities.
// Example: {run_id: 1, consent: "opt_in", today: "2025-12-31"}
MATCH (g:DerivedGroup {kind: 'community'})
WHERE g.since_run <= $run_id AND coalesce($run_id < g.until_run, true)
MATCH (c:Customer {customer_id: g.head_id}) WHERE
    // include in_scope
WITH
    // include left_out
    AS left_out
WHERE left_out <> ''
RETURN left_out, count(*) AS customers ORDER BY left_out;
