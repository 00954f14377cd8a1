-- Overrides about customers in scope in the order they were made, of one group or of all.
-- :group_id   the group; '' for all
-- :states     only in these states, a JSON list
-- :run_id     the run in which their groups may be there
-- :after      only after this decision's number
-- :limit      at most so many
-- Index: decisions_kind, decisions_about; linear in the overrides made.
-- Example: {"group_id": "G1", "states": "[\"in_force\"]", "run_id": 1, "after": 0, "limit": 50}
-- include override_row
    AND d.decision_no > :after AND (:group_id = '' OR d.subject = :group_id)
    AND
    -- include decision_state
    IN (SELECT value FROM json_each(:states)) AND
    -- include in_scope
ORDER BY d.decision_no LIMIT :limit;
