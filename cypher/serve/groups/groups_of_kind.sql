-- Groups of which a member is in scope by kind and id, derived ones and those that the bank declares
-- (kind 'declared').
-- :kinds       only of these kinds, a JSON list
-- :run_id      the run
-- :after_kind  only after this kind and id: '' and '' to begin with
-- :after_id    see above
-- :limit       at most so many
-- Index: derived_groups_kind, groups' primary key; linear in the groups from the kind and id on.
-- Example: {"kinds": "[\"control\"]", "run_id": 1, "after_kind": "", "after_id": "", "limit": 50}
SELECT * FROM (
SELECT g.group_id, g.kind, NULL AS name, head.customer_id AS head_id, g.size
FROM derived_groups g JOIN customers head ON head.customer_no = g.head_no
WHERE g.kind IN (SELECT value FROM json_each(:kinds))
    AND (g.kind, g.group_id) > (:after_kind, :after_id)
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
WHERE 'declared' IN (SELECT value FROM json_each(:kinds))
    AND ('declared', g.group_id) > (:after_kind, :after_id)
    AND g.closed_on IS NULL AND
    -- include declared_in_scope
)
ORDER BY kind, group_id LIMIT :limit;
