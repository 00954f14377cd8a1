// Those of some groups that have a member who passes the filters.
// $group_ids  the groups
// $run_id     the run
// $relationship_manager, $branch, $region, $industry, $kind, $is_client  see the fragment `filtered`
// Index: held_group, group_id; linear in the members.
// Example: {group_ids: ["G1"], run_id: 1, relationship_manager: "", branch: "", region: "",
//           industry: "", kind: "", is_client: "true"}
UNWIND $group_ids AS group_id
CALL (group_id) {
  MATCH (c:Customer)-[h:HELD {group_id: group_id}]->(:Tag)
  WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
  RETURN c
  UNION
  MATCH (number:Customer)-[m:MEMBER_OF]->(:Group {group_id: group_id})
  WHERE m.load_no IS NOT NULL AND m.closed_on IS NULL
  OPTIONAL MATCH (number)-[k:KNOWN_AS]->(known:Customer)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN coalesce(known, number) AS c
}
WITH group_id, c WHERE
    // include filtered
RETURN DISTINCT group_id
ORDER BY group_id;
