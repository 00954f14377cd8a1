-- The groups that those of some customers in scope are in, by customer, kind and id.
-- :customer_ids  the customers, each as it is known in the run, a JSON list
-- :kinds         only of these kinds, a JSON list
-- :run_id        the run
-- Index: customers.customer_id, holdings_customer, derived_groups_id, group_members_customer; linear
-- in their groups, and in the members of declared ones.
-- Example: {"customer_ids": "[\"P1\"]", "kinds": "[\"control\"]", "run_id": 1}
WITH wanted AS MATERIALIZED (
    SELECT c.customer_no, c.customer_id
    FROM json_each(:customer_ids) asked CROSS JOIN customers c ON c.customer_id = asked.value
    WHERE
    -- include in_scope
), derived AS MATERIALIZED (
    SELECT DISTINCT w.customer_id, h.group_id
    FROM wanted w CROSS JOIN holdings h ON h.customer_no = w.customer_no
    WHERE h.group_id <> '' AND h.since_run <= :run_id
        AND (h.until_run IS NULL OR :run_id < h.until_run)
), numbers AS (
    SELECT customer_id, customer_no FROM wanted
    UNION
    SELECT w.customer_id, k.customer_no
    FROM wanted w CROSS JOIN known_as k ON k.known_no = w.customer_no
    WHERE k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
), declared AS MATERIALIZED (
    SELECT DISTINCT n.customer_id, g.group_id, g.name
    FROM numbers n
    CROSS JOIN group_members m ON m.customer_no = n.customer_no
    CROSS JOIN groups g ON g.group_id = m.group_id
    WHERE m.closed_on IS NULL AND g.closed_on IS NULL
        AND 'declared' IN (SELECT value FROM json_each(:kinds))
), sized AS MATERIALIZED (
    SELECT m.group_id, count(DISTINCT ifnull(k.known_no, m.customer_no)) AS size
    FROM (SELECT DISTINCT group_id FROM declared) d
    CROSS JOIN group_members m ON m.group_id = d.group_id
    LEFT JOIN known_as k ON k.customer_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
    WHERE m.closed_on IS NULL
    GROUP BY m.group_id
)
SELECT d.customer_id, g.group_id, g.kind, NULL AS name, head.customer_id AS head_id, g.size
FROM derived d
CROSS JOIN derived_groups g ON g.group_id = d.group_id
CROSS JOIN customers head ON head.customer_no = g.head_no
WHERE g.kind IN (SELECT value FROM json_each(:kinds))
    AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run)
UNION ALL
SELECT d.customer_id, d.group_id, 'declared' AS kind, d.name, NULL AS head_id, s.size
FROM declared d JOIN sized s ON s.group_id = d.group_id
ORDER BY 1, 3, 2;
