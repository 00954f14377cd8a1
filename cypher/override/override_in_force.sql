-- The override of a customer in scope that is in force in a group, if there is one.
-- :group_id     the group
-- :customer_id  the customer
-- :run_id       the run in which the group may be there
-- Index: overrides_in_force; one row.
-- Example: {"group_id": "G1", "customer_id": "C1", "run_id": 1}
SELECT o.override_id, o.group_id,
    EXISTS (SELECT 1 FROM derived_groups g WHERE g.group_id = o.group_id
            AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run))
        OR EXISTS (SELECT 1 FROM groups g WHERE g.group_id = o.group_id AND g.closed_on IS NULL)
        AS group_current,
    c.customer_id, c.name, o.decision, o.reason, o.author,
    strftime('%Y-%m-%dT%H:%M:%fZ', o.made_at / 1000.0, 'unixepoch') AS made_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', o.withdrawn_at / 1000.0, 'unixepoch') AS withdrawn_at,
    o.withdrawn_by, o.withdrawn_reason
FROM overrides o JOIN customers c ON c.customer_no = o.customer_no
WHERE o.group_id = :group_id AND c.customer_id = :customer_id AND o.withdrawn_at IS NULL AND
    -- include in_scope
;
