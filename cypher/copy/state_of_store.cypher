// By what two states of a store differ: loads, published runs, how much else was kept.
// Index: the label scans of loads and runs, which are few, and decision_no, case_no.
CALL () {
  MATCH (l:Load)
  RETURN 'load' AS kind, l.load_no AS number, l.fingerprint AS says,
      l.started_at.epochMillis AS began_at, l.finished_at.epochMillis AS ended_at
  UNION ALL
  MATCH (r:Run) WHERE r.published_at IS NOT NULL
  RETURN 'run' AS kind, r.run_id AS number, r.fingerprint AS says,
      r.started_at.epochMillis AS began_at, r.published_at.epochMillis AS ended_at
  UNION ALL
  MATCH (d:Decision) WHERE d.decision_no > 0
  RETURN 'decision' AS kind, count(d) AS number,
      toString(COUNT { MATCH (x:DecisionText) WHERE x.decision_no > 0 }) AS says,
      max(d.at.epochMillis) AS began_at, null AS ended_at
  UNION ALL
  MATCH (c:Case) WHERE c.case_no > 0
  RETURN 'case' AS kind, count(c) AS number, '' AS says,
      max(c.made_at.epochMillis) AS began_at, null AS ended_at
  UNION ALL
  MATCH (u:User) WHERE u.user_id > ''
  RETURN 'user' AS kind, count(u) AS number, toString(sum(u.version)) AS says,
      max(u.made_at) AS began_at, max(u.ended_at) AS ended_at
  UNION ALL
  MATCH (k:Key) WHERE k.key_id > ''
  RETURN 'key' AS kind, count(k) AS number, toString(count(k.ended_at)) AS says,
      max(k.made_at) AS began_at, max(k.ended_at) AS ended_at
}
RETURN kind, number, says, began_at, ended_at ORDER BY kind, number;
