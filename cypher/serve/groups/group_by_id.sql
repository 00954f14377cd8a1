-- One group, derived or declared by the bank, if a member of it is in scope.
-- :group_id  the group
-- :kinds     only of these kinds, a JSON list
-- :run_id    the run
-- Index: derived_groups_id, groups' primary key; a declared group's members are counted.
-- Example: {"group_id": "G1", "kinds": "[\"declared\"]", "run_id": 1}
SELECT g.group_id, g.kind, NULL AS name, head.customer_id AS head_id, g.size
FROM derived_groups g JOIN customers head ON head.customer_no = g.head_no
WHERE g.group_id = :group_id AND g.kind IN (SELECT value FROM json_each(:kinds))
    AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run)
    AND
    -- include derived_in_scope
UNION ALL
SELECT g.group_id, 'declared' AS kind, g.name, NULL AS head_id,
    (SELECT count(DISTINCT ifnull(k.known_no, m.customer_no)) FROM group_members m
        LEFT JOIN known_as k ON k.customer_no = m.customer_no
            AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
        WHERE m.group_id = g.group_id AND m.closed_on IS NULL) AS size
FROM groups g
WHERE g.group_id = :group_id AND 'declared' IN (SELECT value FROM json_each(:kinds))
    AND g.closed_on IS NULL AND
    -- include declared_in_scope
;
