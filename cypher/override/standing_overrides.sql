-- The overrides of a customer in a group that are in force or proposed; one at most.
-- :group_id     the group
-- :customer_id  the customer
-- :run_id       the run in which the group may be there
-- Index: decisions_subject, decisions_about; linear in what was decided about the group.
-- Example: {"group_id": "G1", "customer_id": "C1", "run_id": 1}
-- include override_row
    AND d.subject = :group_id AND k.customer_id = :customer_id
    AND
    -- include decision_state
    IN ('proposed', 'in_force') AND
    -- include in_scope
ORDER BY d.decision_no;
