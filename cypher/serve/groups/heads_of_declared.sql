-- The head of those of some declared groups that have one: of several the smallest id.
-- :group_ids  the groups, a JSON list
-- :roles      what a head's role is, in small letters, a JSON list
-- :run_id     the run
-- Index: group_members' primary key; linear in the groups' members.
-- Example: {"group_ids": "[\"G1\"]", "roles": "[\"head\"]", "run_id": 1}
SELECT m.group_id, min(c.customer_id) AS head_id
FROM json_each(:group_ids) g
CROSS JOIN group_members m ON m.group_id = g.value
LEFT JOIN known_as k ON k.customer_no = m.customer_no
    AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
JOIN customers c ON c.customer_no = ifnull(k.known_no, m.customer_no)
WHERE m.closed_on IS NULL AND lower(trim(m.role)) IN (SELECT value FROM json_each(:roles))
GROUP BY m.group_id ORDER BY m.group_id;
