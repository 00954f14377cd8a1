// A group's members by id; evidence where the group was derived, the load where it was declared.
// $group_id  the group
// $run_id    the run
// $after_id  only after this id
// $limit     at most so many
// Index: held_group, group_id; linear in the group's members.
// Example: {group_id: "G1", run_id: 1, after_id: "", limit: 50}
CALL () {
  MATCH (c:Customer)-[h:HELD {group_id: $group_id}]->(:Tag)
  WHERE c.customer_id > $after_id
      AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN c, h.role AS role, h.evidence AS evidence, null AS load_no
  UNION ALL
  MATCH (c:Customer)-[m:MEMBER_OF]->(:Group {group_id: $group_id})
  WHERE c.customer_id > $after_id AND m.load_no IS NOT NULL AND m.closed_on IS NULL
  RETURN c, m.role AS role, null AS evidence, m.load_no AS load_no
}
RETURN c.customer_id AS customer_id, c.name AS name, c.kind AS kind, c.is_client AS is_client,
    role, evidence, load_no
ORDER BY customer_id LIMIT $limit;
