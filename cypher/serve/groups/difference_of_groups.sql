-- Who is in only one of two groups, a derived one and a declared one, by id.
-- :group_id     the derived group
-- :declared_id  the declared group
-- :run_id       the run
-- :limit        at most so many
-- Index: holdings_group, group_members' primary key; linear in the members of both.
-- Example: {"group_id": "CG-1", "declared_id": "G1", "run_id": 1, "limit": 50}
WITH derived AS (
    SELECT DISTINCT customer_no FROM holdings
    WHERE group_id = :group_id
        AND since_run <= :run_id AND (until_run IS NULL OR :run_id < until_run)
), declared AS (
    SELECT DISTINCT ifnull(k.known_no, m.customer_no) AS customer_no
    FROM group_members m
    LEFT JOIN known_as k ON k.customer_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
    WHERE m.group_id = :declared_id AND m.closed_on IS NULL
)
SELECT c.customer_id, c.name, c.is_client, 'undeclared' AS gap
FROM derived d JOIN customers c ON c.customer_no = d.customer_no
WHERE c.is_client AND d.customer_no NOT IN (SELECT customer_no FROM declared)
UNION ALL
SELECT c.customer_id, c.name, c.is_client, 'underived'
FROM declared d JOIN customers c ON c.customer_no = d.customer_no
WHERE d.customer_no NOT IN (SELECT customer_no FROM derived)
ORDER BY 1 LIMIT :limit;
