// Makes a run the current one; TAGGED, derived groups and their members change with it, all in
// one transaction whose memory follows the number of changes.
// $run_id       the run
// $now          the instant, in milliseconds since 1970
// $fingerprint  the fingerprint of the graph it was derived from
// $report       what it stands on and what it found, as JSON
// Index: run_id, held_since, held_until, derived_group_since, derived_group_until.
// Example: {run_id: 3, now: 1767139200000, fingerprint: "f", report: "{}"}
CALL () {
  MATCH (c:Customer)-[h:HELD {until_run: $run_id}]->(t:Tag)
      USING INDEX h:HELD(until_run)
  MATCH (c)-[x:TAGGED {digest: h.digest}]->(t)
  DELETE x
}
CALL () {
  MATCH (c:Customer)-[h:HELD {until_run: $run_id}]->(:Tag)
      USING INDEX h:HELD(until_run)
  WHERE h.group_id IS NOT NULL
  MATCH (c)-[x:MEMBER_OF]->(:Group {group_id: h.group_id}) WHERE x.load_no IS NULL
  DELETE x
}
CALL () {
  MATCH (d:DerivedGroup {until_run: $run_id})
  MATCH (g:Group {group_id: d.group_id}) WHERE g.load_no IS NULL AND NOT EXISTS {
    MATCH (next:DerivedGroup {group_id: d.group_id, since_run: $run_id})
  }
  DETACH DELETE g
}
CALL () {
  MATCH (d:DerivedGroup {since_run: $run_id})
  MERGE (g:Group {group_id: d.group_id})
  SET g.kind = d.kind, g.head_id = d.head_id, g.size = d.size, g.since_run = $run_id
}
CALL () {
  MATCH (c:Customer)-[h:HELD {since_run: $run_id}]->(t:Tag)
      USING INDEX h:HELD(since_run)
  CREATE (c)-[:TAGGED {
    subject: h.subject, version: h.version, grade: h.grade, score: h.score,
    since_run: $run_id, digest: h.digest}]->(t)
}
CALL () {
  MATCH (c:Customer)-[h:HELD {since_run: $run_id}]->(:Tag)
      USING INDEX h:HELD(since_run)
  WHERE h.group_id IS NOT NULL
  MATCH (g:Group {group_id: h.group_id})
  CREATE (c)-[:MEMBER_OF {role: h.role, since_run: $run_id}]->(g)
}
MATCH (r:Run {run_id: $run_id})
SET r.published_at = datetime({epochMillis: $now}), r.fingerprint = $fingerprint,
    r.report = $report;
