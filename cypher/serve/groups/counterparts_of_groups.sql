-- The declared groups that share members with derived groups, by derived group, the one that shares
-- the most first, and whether a member of each is in scope.
-- :group_ids  the derived groups, a JSON list
-- :run_id     the run
-- Index: holdings_group, group_members_customer; linear in the memberships of the groups' members.
-- Example: {"group_ids": "[\"CG-1\"]", "run_id": 1}
WITH wanted AS (
    SELECT DISTINCT value AS group_id FROM json_each(:group_ids)
), members AS (
    SELECT h.group_id AS derived_id, h.customer_no
    FROM wanted w CROSS JOIN holdings h ON h.group_id = w.group_id
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
), numbers AS (
    SELECT derived_id, customer_no, customer_no AS number FROM members
    UNION
    SELECT m.derived_id, k.known_no, k.customer_no
    FROM members m JOIN known_as k ON k.known_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
), shared AS (
    SELECT n.derived_id, m.group_id, count(DISTINCT n.customer_no) AS shared
    FROM numbers n JOIN group_members m ON m.customer_no = n.number
    WHERE m.closed_on IS NULL
    GROUP BY n.derived_id, m.group_id
)
SELECT s.derived_id, g.group_id, g.name, s.shared,
    (SELECT count(DISTINCT ifnull(k.known_no, m.customer_no)) FROM group_members m
        LEFT JOIN known_as k ON k.customer_no = m.customer_no
            AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
        WHERE m.group_id = g.group_id AND m.closed_on IS NULL) AS size,
    -- include declared_in_scope
    AS in_scope
FROM shared s JOIN groups g ON g.group_id = s.group_id
WHERE g.closed_on IS NULL
ORDER BY s.derived_id, shared DESC, size, g.group_id;
