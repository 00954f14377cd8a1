// One group, derived or declared by the bank, if a member of it is in scope.
// $group_id  the group
// $kinds     only of these kinds
// $run_id    the run
// Index: derived_group_id, group_id; a declared group's members are counted.
// Example: {group_id: "G1", kinds: ["declared"], run_id: 1}
MATCH (g:DerivedGroup {group_id: $group_id})
WHERE g.kind IN $kinds
    AND g.since_run <= $run_id AND coalesce($run_id < g.until_run, true) AND
    // include derived_in_scope
RETURN g.group_id AS group_id, g.kind AS kind, null AS name, g.head_id AS head_id, g.size AS size
UNION ALL
MATCH (g:Group {group_id: $group_id})
WHERE 'declared' IN $kinds AND g.load_no IS NOT NULL AND g.closed_on IS NULL AND
    // include declared_in_scope
RETURN g.group_id AS group_id, 'declared' AS kind, g.name AS name, null AS head_id,
    COUNT { MATCH (c:Customer)-[m:MEMBER_OF]->(g) WHERE m.closed_on IS NULL
            OPTIONAL MATCH (c)-[k:KNOWN_AS]->(known:Customer)
            WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
            RETURN DISTINCT coalesce(known, c) AS one } AS size;
