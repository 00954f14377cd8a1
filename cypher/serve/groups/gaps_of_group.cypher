// Who is in a declared group or in a control group that shares members with it, and not in both, as
// a run found them: the holders of group_gap, by id.
// $declared_id  the declared group
// $run_id       the run
// $limit        at most so many
// Index: group_id, held_group; linear in the members.
// Example: {declared_id: "G1", run_id: 1, limit: 50}
MATCH (n:Customer)-[m:MEMBER_OF]->(:Group {group_id: $declared_id})
WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
OPTIONAL MATCH (n)-[k:KNOWN_AS]->(known:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
WITH DISTINCT coalesce(known, n) AS d
OPTIONAL MATCH (d)-[own:HELD {tag_id: 'control_group_member'}]->(:Tag)
WHERE own.since_run <= $run_id AND coalesce($run_id < own.until_run, true)
WITH collect(d) AS declared, collect(DISTINCT own.group_id) AS group_ids
CALL (declared, group_ids) {
  UNWIND declared AS c
  RETURN c
  UNION
  UNWIND group_ids AS group_id
  MATCH (c:Customer)-[h:HELD {group_id: group_id}]->(:Tag)
  WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN c
}
MATCH (c)-[h:HELD {tag_id: 'group_gap', subject: $declared_id}]->(:Tag)
WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
RETURN c.customer_id AS customer_id, c.name AS name, c.is_client AS is_client, h.grade AS gap
ORDER BY customer_id LIMIT $limit;
