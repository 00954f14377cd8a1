// The declared groups that share members with derived groups, by derived group, the one that shares
// the most first, and whether a member of each is in scope.
// $group_ids  the derived groups
// $run_id     the run
// Index: held_group; linear in the memberships of the groups' members.
// Example: {group_ids: ["CG-1"], run_id: 1}
UNWIND $group_ids AS derived_id
WITH DISTINCT derived_id
MATCH (c:Customer)-[h:HELD {group_id: derived_id}]->(:Tag)
    USING INDEX h:HELD(group_id)
WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
CALL (c) {
  RETURN c AS number
  UNION
  MATCH (number:Customer)-[k:KNOWN_AS]->(c)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN number
}
MATCH (number)-[m:MEMBER_OF]->(g:Group)
WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL AND g.closed_on IS NULL
WITH derived_id, g, count(DISTINCT c) AS shared
RETURN derived_id, g.group_id AS group_id, g.name AS name, shared,
    COUNT { MATCH (c:Customer)-[m:MEMBER_OF]->(g)
            WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
            OPTIONAL MATCH (c)-[k:KNOWN_AS]->(known:Customer)
            WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
            RETURN DISTINCT coalesce(known, c) AS one } AS size,
    // include declared_in_scope
    AS in_scope
ORDER BY derived_id, shared DESC, size, group_id;
