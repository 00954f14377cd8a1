// Makes what counted before a run count again from another run on, and what the run brought end
// there: nothing is erased. Where it breaks off it is done again from the beginning.
// $run_id  the run to withdraw, which is the current one
// $by      the run from which on that counts; it has been begun
// Index: held_since_customer, held_until_customer, derived_group_since_head,
//        derived_group_until_head, known_as_since, known_as_until, group_event_run; linear
//        in what the run changed.
// Example: {run_id: 3, by: 4, low: 0, high: 500, at_once: 2500}
MATCH (c:Customer)-[h:HELD]->(t:Tag)
    USING INDEX h:HELD(until_run, customer_no)
WHERE h.until_run = $run_id AND $low <= h.customer_no < $high
MERGE (c)-[again:HELD {since_run: $by, tag_id: h.tag_id, subject: h.subject}]->(t)
SET again.version = h.version, again.grade = h.grade, again.score = h.score,
    again.value = h.value, again.evidence = h.evidence, again.group_id = h.group_id,
    again.role = h.role, again.digest = h.digest, again.customer_no = h.customer_no;
MATCH (:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(since_run, customer_no)
WHERE h.since_run = $run_id AND $low <= h.customer_no < $high AND h.until_run IS NULL
SET h.until_run = $by;
MATCH (d:DerivedGroup) WHERE d.until_run = $run_id AND $low <= d.head_no < $high
MERGE (again:DerivedGroup {group_id: d.group_id, since_run: $by})
SET again.kind = d.kind, again.head_id = d.head_id, again.head_no = d.head_no,
    again.size = d.size, again.digest = d.digest;
MATCH (d:DerivedGroup)
WHERE d.since_run = $run_id AND $low <= d.head_no < $high AND d.until_run IS NULL
SET d.until_run = $by;
MATCH (c:Customer)-[k:KNOWN_AS]->(known:Customer)
WHERE k.until_run = $run_id AND $low <= k.customer_no < $high
MERGE (c)-[again:KNOWN_AS {since_run: $by, customer_no: k.customer_no}]->(known)
SET again.known_no = k.known_no, again.basis = k.basis, again.since_at = k.since_at;
MATCH (:Customer)-[k:KNOWN_AS]->(:Customer)
WHERE k.since_run = $run_id AND $low <= k.customer_no < $high AND k.until_run IS NULL
SET k.until_run = $by;
MATCH (r:Run {run_id: $by})
SET r.withdrew = $run_id;
MATCH (e:GroupEvent) WHERE e.run_id = $run_id
WITH e, CASE e.event
    WHEN 'formed' THEN 'ended' WHEN 'ended' THEN 'formed'
    WHEN 'joined' THEN 'left' WHEN 'left' THEN 'joined'
    WHEN 'split_into' THEN 'merged_from' WHEN 'merged_from' THEN 'split_into'
    WHEN 'split_from' THEN 'merged_into' ELSE 'split_from' END AS event
WHERE NOT EXISTS {
  MATCH (:GroupEvent {group_id: e.group_id, run_id: $by, event: event, other_id: e.other_id})
}
WITH e, event LIMIT $at_once
CREATE (:GroupEvent {
    group_id: e.group_id, run_id: $by, event: event, other_id: e.other_id, kind: e.kind,
    members: e.members});
