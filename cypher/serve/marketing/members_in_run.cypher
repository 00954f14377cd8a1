// Who is in a group, derived in a run or declared by the bank, by number.
// $group_id  the group
// $run_id    the run
// Index: held_group, group_id; linear in the group's members.
// Example: {group_id: "G1", run_id: 1}
CALL () {
  MATCH (c:Customer)-[h:HELD {group_id: $group_id}]->(:Tag)
      USING INDEX h:HELD(group_id)
  WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN c.customer_no AS customer_no
  UNION
  MATCH (c:Customer)-[m:MEMBER_OF]->(:Group {group_id: $group_id})
  WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
  OPTIONAL MATCH (c)-[k:KNOWN_AS]->(known:Customer)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN coalesce(known, c).customer_no AS customer_no
}
RETURN customer_no ORDER BY customer_no;
