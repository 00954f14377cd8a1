// The exposures to the members of some groups under all their numbers, by group, whether they are
// persons, and currency; not settled ones.
// $group_ids  the groups
// $run_id     the run
// $factors    by kind what part of what is not drawn counts
// $on         the day on which an exposure may be overdue
// Index: held_group, group_id; linear in the members.
// Example: {group_ids: ["G1"], run_id: 1, factors: {}, on: "2025-12-31"}
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
WITH DISTINCT group_id, known.kind = 'person' AS is_person, c
MATCH (c)-[:HAS_EXPOSURE]->(e:Exposure)
WHERE e.closed_on IS NULL AND
    // include unsettled
RETURN group_id, is_person, e.currency AS currency,
    // include exposure_sums
ORDER BY group_id, is_person, currency;
