// Undoes what a run that broke off has written.
// $run_id  the run, which was never published
// Index: held_since_customer, held_until_customer, derived_group_since_head,
//        derived_group_until_head, known_as_since, known_as_until, group_event_run; linear
//        in what it wrote.
// Example: {run_id: 3, at_once: 10000}
MATCH (:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(since_run, customer_no)
WHERE h.since_run = $run_id AND h.customer_no IS NOT NULL
WITH h LIMIT $at_once
DELETE h;
MATCH (:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(until_run, customer_no)
WHERE h.until_run = $run_id AND $run_id > 0 AND h.customer_no IS NOT NULL
WITH h LIMIT $at_once
SET h.until_run = null;
MATCH (g:DerivedGroup) WHERE g.since_run = $run_id AND g.head_no IS NOT NULL
WITH g LIMIT $at_once
DETACH DELETE g;
MATCH (g:DerivedGroup) WHERE g.until_run = $run_id AND $run_id > 0 AND g.head_no IS NOT NULL
WITH g LIMIT $at_once
SET g.until_run = null;
MATCH (:Customer)-[k:KNOWN_AS]->(:Customer)
WHERE k.since_run = $run_id AND k.customer_no IS NOT NULL
WITH k LIMIT $at_once
DELETE k;
MATCH (:Customer)-[k:KNOWN_AS]->(:Customer)
WHERE k.until_run = $run_id AND $run_id > 0 AND k.customer_no IS NOT NULL
WITH k LIMIT $at_once
SET k.until_run = null;
MATCH (e:GroupEvent {run_id: $run_id})
WITH e LIMIT $at_once
DELETE e;
MATCH (v:TagVersion {first_run: $run_id}) DELETE v;
MATCH (r:Run {run_id: $run_id}) WHERE r.published_at IS NULL
DELETE r;
