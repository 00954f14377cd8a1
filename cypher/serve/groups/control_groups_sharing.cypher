// The control groups that share members with a declared group, the one that shares the most first,
// and whether a member of each is in scope.
// $declared_id  the declared group
// $run_id       the run
// $limit        at most so many
// Index: group_id, derived_group_id; linear in what the declared members hold.
// Example: {declared_id: "G1", run_id: 1, limit: 50}
MATCH (n:Customer)-[m:MEMBER_OF]->(:Group {group_id: $declared_id})
WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
OPTIONAL MATCH (n)-[k:KNOWN_AS]->(known:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
WITH DISTINCT coalesce(known, n) AS d
MATCH (d)-[own:HELD {tag_id: 'control_group_member'}]->(:Tag)
WHERE own.since_run <= $run_id AND coalesce($run_id < own.until_run, true)
WITH own.group_id AS group_id, count(*) AS shared
MATCH (g:DerivedGroup {group_id: group_id})
WHERE g.since_run <= $run_id AND coalesce($run_id < g.until_run, true)
RETURN g.group_id AS group_id, g.kind AS kind, null AS name, g.head_id AS head_id, g.size AS size,
    shared,
    // include derived_in_scope
    AS in_scope
ORDER BY shared DESC, group_id LIMIT $limit;
