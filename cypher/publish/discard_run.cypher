// Undoes what a run that broke off has written.
// $run_id  the run, which was never published
// Index: held_since, held_until, group_event_run; linear in what it wrote.
// Example: {run_id: 3}
CALL () {
  MATCH (:Customer)-[h:HELD {since_run: $run_id}]->(:Tag)
      USING INDEX h:HELD(since_run)
  DELETE h
}
CALL () {
  MATCH (:Customer)-[h:HELD {until_run: $run_id}]->(:Tag)
      USING INDEX h:HELD(until_run)
  SET h.until_run = null
}
CALL () { MATCH (g:DerivedGroup {since_run: $run_id}) DETACH DELETE g }
CALL () { MATCH (g:DerivedGroup {until_run: $run_id}) SET g.until_run = null }
CALL () { MATCH (e:GroupEvent {run_id: $run_id}) DELETE e }
CALL () { MATCH (v:TagVersion {first_run: $run_id}) DELETE v }
MATCH (r:Run {run_id: $run_id}) WHERE r.published_at IS NULL
DELETE r;
