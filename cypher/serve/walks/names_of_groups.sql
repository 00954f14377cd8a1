-- What some groups are called by: the name of those that the bank declared, closed ones too; the
-- head of those that a run derived, as the run has it or the last one before that had it.
-- :group_ids  the groups, a JSON list
-- :run_id     the run
-- Index: groups' primary key, derived_groups_id; linear in the groups.
-- Example: {"group_ids": "[\"G1\"]", "run_id": 1}
WITH wanted AS (
    SELECT DISTINCT value AS group_id FROM json_each(:group_ids)
), latest AS (
    SELECT w.group_id, max(d.since_run) AS since_run
    FROM wanted w CROSS JOIN derived_groups d ON d.group_id = w.group_id
    WHERE d.since_run <= :run_id
    GROUP BY w.group_id
)
SELECT g.group_id, 'declared' AS kind, g.name, NULL AS head_id, NULL AS head_name,
    NULL AS head_kind, 1 AS head_in_scope
FROM wanted w CROSS JOIN groups g ON g.group_id = w.group_id
UNION ALL
SELECT d.group_id, d.kind, NULL, c.customer_id, c.name, c.kind,
    -- include in_scope
FROM latest l
CROSS JOIN derived_groups d ON d.group_id = l.group_id AND d.since_run = l.since_run
CROSS JOIN customers c ON c.customer_no = d.head_no
ORDER BY 1, 2;
