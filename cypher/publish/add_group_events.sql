-- Adds what a run did to groups.
INSERT INTO group_events (group_id, kind, run_id, event, other_id, members)
VALUES (:group_id, :kind, :run_id, :event, :other_id, :members);
