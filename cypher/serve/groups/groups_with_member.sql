-- Those of some groups that have a member who passes the filters.
-- :group_ids  the groups, a JSON list
-- :run_id     the run
-- :relationship_manager, :branch, :region, :industry, :kind, :is_client  see the fragment `filtered`
-- Index: holdings_group, group_members' primary key, known_as; linear in the members.
-- Example: {"group_ids": "[\"G1\"]", "run_id": 1, "relationship_manager": "", "branch": "", "region": "",
--           "industry": "", "kind": "", "is_client": "true"}
WITH members AS (
    SELECT h.group_id, h.customer_no
    FROM json_each(:group_ids) wanted CROSS JOIN holdings h ON h.group_id = wanted.value
    WHERE h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
    UNION
    SELECT m.group_id, ifnull(k.known_no, m.customer_no)
    FROM json_each(:group_ids) wanted
    CROSS JOIN group_members m ON m.group_id = wanted.value
    LEFT JOIN known_as k ON k.customer_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
    WHERE m.closed_on IS NULL
)
SELECT DISTINCT m.group_id
FROM members m CROSS JOIN customers c ON c.customer_no = m.customer_no
WHERE
    -- include filtered
ORDER BY m.group_id;
