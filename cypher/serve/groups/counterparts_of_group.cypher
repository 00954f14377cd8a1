// The declared groups that share members with a derived group, the one that shares the most first.
// $group_id  the derived group
// $run_id    the run
// $limit     at most so many
// Index: held_group; linear in the memberships of the group's members.
// Example: {group_id: "CG-1", run_id: 1, limit: 1}
MATCH (c:Customer)-[h:HELD {group_id: $group_id}]->(:Tag)
    USING INDEX h:HELD(group_id)
WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
MATCH (c)-[m:MEMBER_OF]->(g:Group)
WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL AND g.closed_on IS NULL
WITH g, count(DISTINCT c) AS shared
RETURN g.group_id AS group_id, g.name AS name, shared,
    COUNT { MATCH (:Customer)-[m:MEMBER_OF]->(g)
            WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL } AS size
ORDER BY shared DESC, size, group_id LIMIT $limit;
