-- One override about a customer in scope, in force or withdrawn.
-- :override_id  the override
-- :run_id       the run in which its group may be there
-- Index: overrides' primary key; one row.
-- Example: {"override_id": "OV-1", "run_id": 1}
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
WHERE o.override_id = :override_id AND
    -- include in_scope
;
