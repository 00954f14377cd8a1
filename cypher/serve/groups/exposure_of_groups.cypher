// What the bank has lent to the members of some groups under all their numbers, by group and currency.
// $group_ids  the groups
// $run_id     the run
// Index: held_group, group_id; linear in the members.
// Example: {group_ids: ["G1"], run_id: 1}
UNWIND $group_ids AS group_id
CALL (group_id) {
  MATCH (c:Customer)-[h:HELD {group_id: group_id}]->(:Tag)
  WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN c
  UNION
  MATCH (c:Customer)-[m:MEMBER_OF]->(:Group {group_id: group_id})
  WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
  RETURN c
}
OPTIONAL MATCH (c)-[k:KNOWN_AS]->(known:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
WITH DISTINCT group_id, coalesce(known, c) AS known
CALL (known) {
  RETURN known AS c
  UNION
  MATCH (c:Customer)-[k:KNOWN_AS]->(known)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN c
}
WITH DISTINCT group_id, c
MATCH (c)-[:HAS_EXPOSURE]->(e:Exposure) WHERE e.closed_on IS NULL
RETURN group_id, e.currency AS currency, sum(e.amount) AS amount
ORDER BY group_id, currency;
