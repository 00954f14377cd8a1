-- Ends the current derived groups of one kind whose digests are named.
-- :kind     the kind
-- :digests  the digests, a JSON list
-- :run_id   the run from which on they no longer count
-- Index: derived_groups_kind; linear in the groups of the kind.
-- Example: {"kind": "control", "digests": "[17]", "run_id": 3}
UPDATE derived_groups SET until_run = :run_id
WHERE kind = :kind AND until_run IS NULL AND digest IN (SELECT value FROM json_each(:digests));
