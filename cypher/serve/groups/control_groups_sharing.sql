-- The control groups that share members with a declared group, the one that shares the most first,
-- and whether a member of each is in scope.
-- :declared_id  the declared group
-- :run_id       the run
-- :limit        at most so many
-- Index: group_members' primary key, holdings_customer, derived_groups_id; linear in what the
--        declared members hold.
-- Example: {"declared_id": "G1", "run_id": 1, "limit": 50}
WITH declared AS (
    SELECT DISTINCT ifnull(k.known_no, m.customer_no) AS customer_no
    FROM group_members m
    LEFT JOIN known_as k ON k.customer_no = m.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
    WHERE m.group_id = :declared_id AND m.closed_on IS NULL
), shared AS (
    SELECT own.group_id, count(*) AS shared
    FROM declared d
    CROSS JOIN holdings own ON own.customer_no = d.customer_no
        AND own.tag_id = 'control_group_member'
        AND own.since_run <= :run_id AND (own.until_run IS NULL OR :run_id < own.until_run)
    GROUP BY own.group_id
)
SELECT g.group_id, g.kind, NULL AS name, head.customer_id AS head_id, g.size, s.shared,
    -- include derived_in_scope
    AS in_scope
FROM shared s
CROSS JOIN derived_groups g ON g.group_id = s.group_id
    AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run)
CROSS JOIN customers head ON head.customer_no = g.head_no
ORDER BY s.shared DESC, g.group_id LIMIT :limit;
