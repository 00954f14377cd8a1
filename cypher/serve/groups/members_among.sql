-- Which of some customers are in a group, by id.
-- :group_id      the group
-- :customer_ids  the customers, a JSON list
-- :run_id        the run
-- Index: customers.customer_id, holdings_group, group_members' primary key; linear in the customers.
-- Example: {"group_id": "G1", "customer_ids": "[\"C1\"]", "run_id": 1}
SELECT c.customer_id FROM json_each(:customer_ids) wanted
JOIN customers c ON c.customer_id = wanted.value
WHERE EXISTS (
    SELECT 1 FROM holdings h WHERE h.group_id = :group_id AND h.customer_no = c.customer_no
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
) OR EXISTS (
    SELECT 1 FROM group_members m WHERE m.group_id = :group_id
        AND m.customer_no = c.customer_no AND m.closed_on IS NULL
) OR EXISTS (
    SELECT 1 FROM known_as k JOIN group_members m ON m.customer_no = k.customer_no
    WHERE k.known_no = c.customer_no AND m.group_id = :group_id AND m.closed_on IS NULL
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run))
ORDER BY 1;
