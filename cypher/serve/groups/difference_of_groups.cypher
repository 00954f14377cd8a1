// Who is in only one of two groups, a derived one and a declared one, by id.
// $group_id     the derived group
// $declared_id  the declared group
// $run_id       the run
// $limit        at most so many
// Index: held_group, group_id; linear in the members of both.
// Example: {group_id: "CG-1", declared_id: "G1", run_id: 1, limit: 50}
CALL () {
  MATCH (c:Customer)-[h:HELD {group_id: $group_id}]->(:Tag)
      USING INDEX h:HELD(group_id)
  WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) AND c.is_client
      AND NOT EXISTS {
          MATCH (c)-[m:MEMBER_OF]->(:Group {group_id: $declared_id})
          WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL }
      AND NOT EXISTS {
          MATCH (c)<-[k:KNOWN_AS]-(:Customer)-[m:MEMBER_OF]->(:Group {group_id: $declared_id})
          WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
              AND k.since_run <= $run_id AND coalesce($run_id < k.until_run, true) }
  RETURN DISTINCT c, 'undeclared' AS gap
  UNION ALL
  MATCH (c:Customer)-[m:MEMBER_OF]->(:Group {group_id: $declared_id})
  WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
  OPTIONAL MATCH (c)-[k:KNOWN_AS]->(known:Customer)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  WITH DISTINCT coalesce(known, c) AS c
  WHERE NOT EXISTS {
          MATCH (c)-[h:HELD {group_id: $group_id}]->(:Tag)
          WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true) }
  RETURN c, 'underived' AS gap
}
RETURN c.customer_id AS customer_id, c.name AS name, c.is_client AS is_client, gap
ORDER BY customer_id LIMIT $limit;
