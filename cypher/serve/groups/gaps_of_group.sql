-- The holders of group_gap about a group, as a run found them: declared members whom control does
-- not bear out, and members of some control groups that are not declared. By id.
-- :subject    the declared group, or the control group of which nothing is declared
-- :group_ids  the control groups, a JSON list
-- :run_id     the run
-- :limit      at most so many
-- Index: group_members' primary key, holdings_customer, holdings_group; linear in the members.
-- Example: {"subject": "G1", "group_ids": "[\"CG-1\"]", "run_id": 1, "limit": 50}
WITH parties AS (
    SELECT ifnull(k.known_no, m.customer_no) AS customer_no
    FROM group_members m
    LEFT JOIN known_as k ON k.customer_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
    WHERE m.group_id = :subject AND m.closed_on IS NULL
    UNION
    SELECT member.customer_no
    FROM json_each(:group_ids) g
    CROSS JOIN holdings member ON member.group_id = g.value
        AND member.since_run <= :run_id
        AND (member.until_run IS NULL OR :run_id < member.until_run)
)
SELECT c.customer_id, c.name, c.kind, h.grade AS gap,
    -- include in_scope
    AS in_scope
FROM parties p
CROSS JOIN holdings h ON h.customer_no = p.customer_no AND h.tag_id = 'group_gap'
    AND h.subject = :subject
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
CROSS JOIN customers c ON c.customer_no = p.customer_no
ORDER BY c.customer_id LIMIT :limit;
