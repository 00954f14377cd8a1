// Whether a member of the derived group `g` is in the scope in which is asked: a group with nobody
// in it is none to who asks.
// $run_id  the run whose members count
// $everyone, $of_branches, $of_managers  see the fragment `in_scope`
($everyone OR EXISTS {
    MATCH (c:Customer)-[member:HELD {group_id: g.group_id}]->(:Tag)
    WHERE member.since_run <= $run_id AND coalesce($run_id < member.until_run, true) AND
        // include in_scope
    })
