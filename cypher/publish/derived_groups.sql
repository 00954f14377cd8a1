-- The current derived groups of one kind.
-- :kind  the kind
-- Index: derived_groups_kind; linear in its groups.
-- Example: {"kind": "control"}
SELECT group_id, head_no, digest FROM derived_groups WHERE kind = :kind AND until_run IS NULL;
