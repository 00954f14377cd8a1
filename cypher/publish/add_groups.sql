-- Adds derived groups that count from a run on, and until another where that is known.
INSERT INTO derived_groups (group_id, kind, head_no, size, digest, since_run, until_run)
VALUES (:group_id, :kind, :head_no, :size, :digest, :since_run, :until_run);
