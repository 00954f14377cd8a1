-- The declared groups that share members with a derived group, the one that shares the most first.
-- :group_id  the derived group
-- :run_id    the run
-- :limit     at most so many
-- Index: holdings_group, group_members_customer; linear in the memberships of the group's members.
-- Example: {"group_id": "CG-1", "run_id": 1, "limit": 1}
WITH shared AS (
    SELECT m.group_id, count(DISTINCT m.customer_no) AS shared
    FROM holdings h JOIN group_members m ON m.customer_no = h.customer_no
    WHERE h.group_id = :group_id AND m.closed_on IS NULL
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
    GROUP BY m.group_id
)
SELECT g.group_id, g.name, s.shared,
    (SELECT count(*) FROM group_members m
        WHERE m.group_id = g.group_id AND m.closed_on IS NULL) AS size
FROM shared s JOIN groups g ON g.group_id = s.group_id
WHERE g.closed_on IS NULL
ORDER BY shared DESC, size, g.group_id LIMIT :limit;
