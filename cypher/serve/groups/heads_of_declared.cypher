// The head of those of some declared groups that have one: of several the smallest id.
// $group_ids  the groups
// $roles      what a head's role is, in small letters
// $run_id     the run
// Index: group_id; linear in the groups' members.
// Example: {group_ids: ["G1"], roles: ["head"], run_id: 1}
MATCH (n:Customer)-[m:MEMBER_OF]->(g:Group)
WHERE g.group_id IN $group_ids AND m.load_no IS NOT NULL AND m.closed_on IS NULL
    AND toLower(trim(m.role)) IN $roles
OPTIONAL MATCH (n)-[k:KNOWN_AS]->(known:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
RETURN g.group_id AS group_id, min(coalesce(known, n).customer_id) AS head_id
ORDER BY group_id;
