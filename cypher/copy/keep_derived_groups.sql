-- Keeps derived groups, current and ended; one that is there already stays.
INSERT INTO derived_groups (group_id, kind, head_no, size, digest, since_run, until_run)
SELECT :group_id, :kind, :head_no, :size, :digest, :since_run, :until_run
WHERE NOT EXISTS (
    SELECT 1 FROM derived_groups WHERE group_id = :group_id AND since_run = :since_run);
