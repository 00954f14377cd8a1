-- Adds derived groups that count from a run on.
INSERT INTO derived_groups (group_id, kind, head_no, size, digest, since_run)
VALUES (:group_id, :kind, :head_no, :size, :digest, :since_run);
