-- Communities of which a member is in scope, the largest first, then by id, each with why its leader
-- is not named.
-- :run_id      the run
-- :consent     whose consent counts: opt_in, opt_out; '' names everybody
-- :today       the day on which it must hold
-- :after_size  only after this size and id: 9007199254740992 and '' to begin with
-- :after_id    see above
-- :limit       at most so many
-- Index: derived_groups_kind; linear in the communities.
-- Example: {"run_id": 1, "consent": "opt_in", "today": "2025-12-31", "after_size":
--           9007199254740992, "after_id": "", "limit": 50}
SELECT g.group_id AS community_id, g.size, c.customer_id AS leader_id, c.name AS leader_name,
    c.kind AS leader_kind,
    -- include in_scope
    AS leader_in_scope,
    -- include left_out
    AS leader_left_out
FROM derived_groups g CROSS JOIN customers c ON c.customer_no = g.head_no
WHERE g.kind = 'community'
    AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run)
    AND
    -- include derived_in_scope
    AND (g.size < :after_size OR g.size = :after_size AND g.group_id > :after_id)
ORDER BY g.size DESC, g.group_id LIMIT :limit;
