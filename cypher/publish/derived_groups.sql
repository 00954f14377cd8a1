-- The derived groups of one kind in a run.
-- :kind    the kind
-- :run_id  the run
-- Index: derived_groups_kind; linear in its groups.
-- Example: {"kind": "control", "run_id": 3}
SELECT group_id, head_no, digest FROM derived_groups
WHERE kind = :kind AND since_run <= :run_id AND (until_run IS NULL OR :run_id < until_run);
