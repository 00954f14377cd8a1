// Keeps what runs did to groups; an event that is there already stays one.
UNWIND $rows AS row
MERGE (e:GroupEvent {
    group_id: row.group_id, run_id: row.run_id, event: row.event, other_id: row.other_id})
SET e.kind = row.kind, e.members = row.members;
