-- Keeps what runs did to groups; an event that is there already stays one.
INSERT INTO group_events (group_id, kind, run_id, event, other_id, members)
VALUES (:group_id, :kind, :run_id, :event, :other_id, :members)
ON CONFLICT (group_id, run_id, event, other_id) DO NOTHING;
