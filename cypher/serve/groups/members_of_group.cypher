// A group's members by id: with the holding that makes them so where the group was derived, with
// the load where it was declared.
// $group_id  the group
// $run_id    the run
// $after_id  only after this id
// $limit     at most so many
// Index: held_group, group_id; linear in the group's members.
// Example: {group_id: "G1", run_id: 1, after_id: "", limit: 50}
CALL () {
  MATCH (c:Customer)-[h:HELD {group_id: $group_id}]->(:Tag)
      USING INDEX h:HELD(group_id)
  WHERE c.customer_id > $after_id
      AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN c, h, h.role AS role, null AS load_no, null AS named
  UNION ALL
  MATCH (number:Customer)-[m:MEMBER_OF]->(:Group {group_id: $group_id})
  WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
  OPTIONAL MATCH (number)-[k:KNOWN_AS]->(known:Customer)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  WITH coalesce(known, number) AS c, m, number WHERE c.customer_id > $after_id
  RETURN c, null AS h, min(m.role) AS role, min(m.load_no) AS load_no,
      min(number.customer_id) AS named
}
RETURN c.customer_id AS customer_id, c.name AS name, c.kind AS kind, c.is_client AS is_client,
    role, load_no, named AS number, h.tag_id AS tag_id, h.subject AS subject,
    h.version AS version, h.grade AS grade, h.score AS score, h.value AS value,
    h.evidence AS evidence, h.since_run AS since_run,
    // include in_scope
    AS in_scope
ORDER BY customer_id LIMIT $limit;
