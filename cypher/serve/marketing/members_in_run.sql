-- Who is in a group, derived in a run or declared by the bank, by number.
-- :group_id  the group
-- :run_id    the run
-- Index: holdings_group, group_members' primary key; linear in the group's members.
-- Example: {"group_id": "G1", "run_id": 1}
SELECT customer_no FROM holdings
WHERE group_id = :group_id AND since_run <= :run_id AND (until_run IS NULL OR :run_id < until_run)
UNION
SELECT ifnull(k.known_no, m.customer_no) FROM group_members m
LEFT JOIN known_as k ON k.customer_no = m.customer_no
    AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
WHERE m.group_id = :group_id AND m.closed_on IS NULL
ORDER BY customer_no;
