-- One community, if a member of it is in scope, and why its leader is not named.
-- :community_id  the community
-- :run_id        the run
-- :consent       whose consent counts: opt_in, opt_out; '' names everybody
-- :today         the day on which it must hold
-- Index: derived_groups_id; one row.
-- Example: {"community_id": "CM-1", "run_id": 1, "consent": "opt_in", "today": "2025-12-31"}
SELECT g.group_id AS community_id, g.size, c.customer_id AS leader_id, c.name AS leader_name,
    c.kind AS leader_kind,
    -- include in_scope
    AS leader_in_scope,
    -- include left_out
    AS leader_left_out
FROM derived_groups g CROSS JOIN customers c ON c.customer_no = g.head_no
WHERE g.group_id = :community_id AND g.kind = 'community'
    AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run)
    AND
    -- include derived_in_scope
;
