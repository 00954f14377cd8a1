-- Who is in a group, derived in a run or declared by the bank, by number.
-- :group_id  the group
-- :run_id    the run
-- Index: holdings_group, group_members' primary key; linear in the group's members.
-- Example: {"group_id": "G1", "run_id": 1}
SELECT customer_no FROM holdings
WHERE group_id = :group_id AND since_run <= :run_id AND (until_run IS NULL OR :run_id < until_run)
UNION
SELECT customer_no FROM group_members WHERE group_id = :group_id AND closed_on IS NULL
ORDER BY customer_no;
