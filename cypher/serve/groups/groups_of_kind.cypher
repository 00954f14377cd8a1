// Groups of which a member is in scope by kind and id, derived ones and those that the bank declares
// (kind 'declared').
// $kinds       only of these kinds
// $run_id      the run
// $after_kind  only after this kind and id: '' and '' to begin with
// $after_id    see above
// $limit       at most so many
// Index: derived_group_kind, group_kind; linear in the groups.
// Example: {kinds: ["control"], run_id: 1, after_kind: "", after_id: "", limit: 50}
CALL () {
  MATCH (g:DerivedGroup)
  WHERE g.kind IN $kinds
      AND (g.kind > $after_kind OR g.kind = $after_kind AND g.group_id > $after_id)
      AND g.since_run <= $run_id AND coalesce($run_id < g.until_run, true) AND
      // include derived_in_scope
  RETURN g.group_id AS group_id, g.kind AS kind, null AS name, g.head_id AS head_id, g.size AS size
  UNION ALL
  MATCH (g:Group)
  WHERE 'declared' IN $kinds AND g.load_no IS NOT NULL AND g.closed_on IS NULL
      AND ('declared' > $after_kind OR 'declared' = $after_kind AND g.group_id > $after_id) AND
      // include declared_in_scope
  RETURN g.group_id AS group_id, 'declared' AS kind, g.name AS name, null AS head_id,
    COUNT { MATCH (c:Customer)-[m:MEMBER_OF]->(g) WHERE m.closed_on IS NULL
            OPTIONAL MATCH (c)-[k:KNOWN_AS]->(known:Customer)
            WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
            RETURN DISTINCT coalesce(known, c) AS one } AS size
}
RETURN group_id, kind, name, head_id, size
ORDER BY kind, group_id LIMIT $limit;
