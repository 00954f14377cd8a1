-- What the bank has lent to the members of some groups under all their numbers, by group and currency.
-- :group_ids  the groups, a JSON list
-- :run_id     the run
-- Index: holdings_group, group_members' primary key, known_as, exposures_customer; linear in the members.
-- Example: {"group_ids": "[\"G1\"]", "run_id": 1}
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
    SELECT group_id, customer_no FROM known
    UNION
    SELECT m.group_id, k.customer_no
    FROM known m JOIN known_as k ON k.known_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
)
SELECT m.group_id, e.currency, sum(e.amount) AS amount
FROM numbers m JOIN exposures e ON e.customer_no = m.customer_no
WHERE e.closed_on IS NULL
GROUP BY m.group_id, e.currency
ORDER BY m.group_id, e.currency;
