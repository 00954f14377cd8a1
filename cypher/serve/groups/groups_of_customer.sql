-- The groups that a customer in scope is in, by kind and id.
-- :customer_id  the customer
-- :kinds        only of these kinds, a JSON list
-- :run_id       the run
-- :after_kind   only after this kind and id: '' and '' to begin with
-- :after_id     see above
-- :limit        at most so many
-- Index: customers.customer_id, holdings_customer, group_members_customer; linear in its groups.
-- Example: {"customer_id": "P1", "kinds": "[\"control\"]", "run_id": 1, "after_kind": "", "after_id": "",
--           "limit": 50}
WITH asked AS MATERIALIZED (
    SELECT c.customer_no FROM customers c WHERE c.customer_id = :customer_id AND
    -- include in_scope
)
SELECT * FROM (
SELECT g.group_id, g.kind, NULL AS name, c.customer_id AS head_id, g.size
FROM derived_groups g JOIN customers c ON c.customer_no = g.head_no
WHERE g.group_id IN (
        SELECT h.group_id FROM asked CROSS JOIN holdings h ON h.customer_no = asked.customer_no
        WHERE h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run))
    AND g.kind IN (SELECT value FROM json_each(:kinds))
    AND (g.kind, g.group_id) > (:after_kind, :after_id)
    AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run)
UNION ALL
SELECT g.group_id, 'declared' AS kind, g.name, NULL AS head_id,
    (SELECT count(DISTINCT ifnull(k.known_no, m.customer_no)) FROM group_members m
        LEFT JOIN known_as k ON k.customer_no = m.customer_no
            AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
        WHERE m.group_id = g.group_id AND m.closed_on IS NULL) AS size
FROM groups g
WHERE g.group_id IN (
        SELECT m.group_id FROM asked CROSS JOIN group_members m ON m.customer_no = asked.customer_no
        WHERE m.closed_on IS NULL
        UNION
        SELECT m.group_id FROM asked
        CROSS JOIN known_as k ON k.known_no = asked.customer_no
            AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
        CROSS JOIN group_members m ON m.customer_no = k.customer_no
        WHERE m.closed_on IS NULL)
    AND 'declared' IN (SELECT value FROM json_each(:kinds))
    AND ('declared', g.group_id) > (:after_kind, :after_id)
    AND g.closed_on IS NULL)
ORDER BY kind, group_id LIMIT :limit;
