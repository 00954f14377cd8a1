-- The exposures to the members of some groups under all their numbers, by group, whether they are
-- persons, and currency; not settled ones.
-- :group_ids  the groups, a JSON list
-- :run_id     the run
-- :factors    by kind what part of what is not drawn counts, JSON
-- :on         the day on which an exposure may be overdue
-- Index: holdings_group, group_members' primary key, known_as, exposures_customer; linear in the members.
-- Example: {"group_ids": "[\"G1\"]", "run_id": 1, "factors": "{}", "on": "2025-12-31"}
WITH members AS (
    SELECT h.group_id, h.customer_no
    FROM json_each(:group_ids) wanted JOIN holdings h ON h.group_id = wanted.value
    WHERE h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
    UNION
    SELECT m.group_id, m.customer_no
    FROM json_each(:group_ids) wanted JOIN group_members m ON m.group_id = wanted.value
    WHERE m.closed_on IS NULL
), known AS (
    SELECT DISTINCT m.group_id, ifnull(k.known_no, m.customer_no) AS customer_no
    FROM members m
    LEFT JOIN known_as k ON k.customer_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
), numbers AS (
    SELECT group_id, customer_no AS known_no, customer_no FROM known
    UNION
    SELECT m.group_id, m.customer_no, k.customer_no
    FROM known m JOIN known_as k ON k.known_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
)
SELECT m.group_id, c.kind = 'person' AS is_person, e.currency,
    -- include exposure_sums
FROM numbers m
CROSS JOIN exposures e ON e.customer_no = m.customer_no
CROSS JOIN customers c ON c.customer_no = m.known_no
WHERE e.closed_on IS NULL AND
    -- include unsettled
GROUP BY m.group_id, is_person, e.currency
ORDER BY m.group_id, is_person, e.currency;
