-- One override about a customer in scope, whatever its state.
-- :override_id  the override
-- :run_id       the run in which its group may be there
-- Index: decisions.decision_id; one row.
-- Example: {"override_id": "OV-1", "run_id": 1}
-- include override_row
    AND d.decision_id = :override_id AND
    -- include in_scope
;
