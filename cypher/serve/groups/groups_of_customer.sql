-- The groups that a customer in scope is in, as derived, declared or decided by people, by kind and id.
-- :customer_id  the customer
-- :kinds        only of these kinds, a JSON list
-- :run_id       the run
-- :after_kind   only after this kind and id: '' and '' to begin with
-- :after_id     see above
-- :limit        at most so many
-- Index: customers.customer_id, holdings_customer, group_members_customer, customer_tokens,
--        decisions_other; linear in its groups.
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
        SELECT h.group_id FROM customers m JOIN holdings h ON h.customer_no = m.customer_no
        WHERE m.customer_id = :customer_id AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
        UNION
        -- include decided_into
        )
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
        SELECT m.group_id FROM customers c JOIN group_members m ON m.customer_no = c.customer_no
        WHERE c.customer_id = :customer_id AND m.closed_on IS NULL
        UNION
        SELECT m.group_id FROM customers c
        JOIN known_as k ON k.known_no = c.customer_no
            AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
        JOIN group_members m ON m.customer_no = k.customer_no
        WHERE c.customer_id = :customer_id AND m.closed_on IS NULL
        UNION
        -- include decided_into
        )
    AND 'declared' IN (SELECT value FROM json_each(:kinds))
    AND ('declared', g.group_id) > (:after_kind, :after_id)
    AND g.closed_on IS NULL)
WHERE EXISTS (SELECT 1 FROM asked)
ORDER BY kind, group_id LIMIT :limit;
