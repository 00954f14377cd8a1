-- The groups that people decided a customer to be in or out of, the latest decision last.
-- :customer_id  the customer
-- :run_id       the run whose identities count
-- Index: overrides_in_force; linear in the decisions that are in force.
-- Example: {"customer_id": "P1", "run_id": 1}
SELECT o.group_id, o.decision
FROM overrides o
CROSS JOIN customers c ON c.customer_no = o.customer_no
CROSS JOIN customers known ON known.customer_no =
    -- include known_no
WHERE o.withdrawn_at IS NULL AND known.customer_id = :customer_id
ORDER BY o.group_id, o.made_at;
