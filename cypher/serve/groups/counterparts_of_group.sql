-- The declared groups that share members with a derived group, the one that shares the most first.
-- :group_id  the derived group
-- :run_id    the run
-- :limit     at most so many
-- Index: holdings_group, group_members_customer; linear in the memberships of the group's members.
-- Example: {"group_id": "CG-1", "run_id": 1, "limit": 1}
WITH members AS (
    SELECT customer_no FROM holdings
    WHERE group_id = :group_id
        AND since_run <= :run_id AND (until_run IS NULL OR :run_id < until_run)
), numbers AS (
    SELECT customer_no, customer_no AS number FROM members
    UNION
    SELECT k.known_no, k.customer_no
    FROM members JOIN known_as k ON k.known_no = members.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
), shared AS (
    SELECT m.group_id, count(DISTINCT n.customer_no) AS shared
    FROM numbers n JOIN group_members m ON m.customer_no = n.number
    WHERE m.closed_on IS NULL
    GROUP BY m.group_id
)
SELECT g.group_id, g.name, s.shared,
    (SELECT count(DISTINCT ifnull(k.known_no, m.customer_no)) FROM group_members m
        LEFT JOIN known_as k ON k.customer_no = m.customer_no
            AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
        WHERE m.group_id = g.group_id AND m.closed_on IS NULL) AS size
FROM shared s JOIN groups g ON g.group_id = s.group_id
WHERE g.closed_on IS NULL
ORDER BY shared DESC, size, g.group_id LIMIT :limit;
