// The holders of group_gap about a group, as a run found them: declared members whom control does
// not bear out, and members of some control groups that are not declared. By id.
// $subject    the declared group, or the control group of which nothing is declared
// $group_ids  the control groups
// $run_id     the run
// $limit      at most so many
// Index: group_id, held_group; linear in the members.
// Example: {subject: "G1", group_ids: ["CG-1"], run_id: 1, limit: 50}
CALL () {
  MATCH (n:Customer)-[m:MEMBER_OF]->(:Group {group_id: $subject})
  WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
  OPTIONAL MATCH (n)-[k:KNOWN_AS]->(known:Customer)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN coalesce(known, n) AS c
  UNION
  UNWIND $group_ids AS group_id
  MATCH (c:Customer)-[h:HELD {group_id: group_id}]->(:Tag)
      USING INDEX h:HELD(group_id)
  WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN c
}
MATCH (c)-[h:HELD {tag_id: 'group_gap', subject: $subject}]->(:Tag)
WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
RETURN c.customer_id AS customer_id, c.name AS name, c.kind AS kind, h.grade AS gap,
    // include in_scope
    AS in_scope
ORDER BY customer_id LIMIT $limit;
