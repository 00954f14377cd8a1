-- Who is in a declared group or in a control group that shares members with it, and not in both, as
-- a run found them: the holders of group_gap, by id.
-- :declared_id  the declared group
-- :run_id       the run
-- :limit        at most so many
-- Index: group_members' primary key, holdings_customer, holdings_group; linear in the members.
-- Example: {"declared_id": "G1", "run_id": 1, "limit": 50}
WITH declared AS (
    SELECT DISTINCT ifnull(k.known_no, m.customer_no) AS customer_no
    FROM group_members m
    LEFT JOIN known_as k ON k.customer_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
    WHERE m.group_id = :declared_id AND m.closed_on IS NULL
), parties AS (
    SELECT customer_no FROM declared
    UNION
    SELECT member.customer_no
    FROM declared d
    CROSS JOIN holdings own ON own.customer_no = d.customer_no
        AND own.tag_id = 'control_group_member'
        AND own.since_run <= :run_id AND (own.until_run IS NULL OR :run_id < own.until_run)
    CROSS JOIN holdings member ON member.group_id = own.group_id
        AND member.since_run <= :run_id
        AND (member.until_run IS NULL OR :run_id < member.until_run)
)
SELECT c.customer_id, c.name, c.is_client, h.grade AS gap
FROM parties p
CROSS JOIN holdings h ON h.customer_no = p.customer_no AND h.tag_id = 'group_gap'
    AND h.subject = :declared_id
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
CROSS JOIN customers c ON c.customer_no = p.customer_no
ORDER BY c.customer_id LIMIT :limit;
