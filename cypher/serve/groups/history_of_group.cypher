// What happened up to a run to a group of which a member ever is in scope, the latest first.
// $group_id      the group
// $kinds         only if it is of one of these kinds
// $run_id        the run
// $before_run    only before this run, event and other group: 9007199254740992, '' and '' at first
// $before_event  see above
// $before_id     see above
// $limit         at most so many
// Index: group_event; linear in the group's events.
// Example: {group_id: "CG-1", kinds: ["control"], run_id: 3, before_run: 9007199254740992, before_event: "", before_id: "", limit: 50}
MATCH (e:GroupEvent {group_id: $group_id})
WHERE e.kind IN $kinds AND e.run_id <= $run_id
    AND (e.run_id < $before_run OR e.run_id = $before_run AND (e.event < $before_event
        OR e.event = $before_event AND e.other_id < $before_id))
    AND ($everyone OR EXISTS {
        MATCH (c:Customer)-[h:HELD {group_id: $group_id}]->(:Tag)
        WHERE h.since_run <= $run_id AND
        // include in_scope
        })
RETURN e.run_id AS run_id, e.event AS event, e.other_id AS other_id, e.members AS members
ORDER BY run_id DESC, event DESC, other_id DESC LIMIT $limit;
