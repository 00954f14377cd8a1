-- What the runs up to one did to groups.
-- :run_id  the run
-- Index: group_events_run; linear in the events.
-- Example: {"run_id": 3}
SELECT group_id, kind, run_id, event, other_id, members FROM group_events WHERE run_id <= :run_id;
