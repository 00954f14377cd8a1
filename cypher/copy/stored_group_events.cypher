// What the runs up to one did to groups.
// $run_id  the run
// Index: group_event_run; linear in the events.
// Example: {run_id: 3}
MATCH (e:GroupEvent) WHERE e.run_id <= $run_id
RETURN e.group_id AS group_id, e.kind AS kind, e.run_id AS run_id, e.event AS event,
    e.other_id AS other_id, e.members AS members;
