-- Members of a community in scope who may be approached, the most influential first, then by id.
-- :community_id     the community
-- :run_id           the run
-- :consent          whose consent counts: opt_in, opt_out; '' names everybody
-- :today            the day on which it must hold
-- :after_influence  only after this influence and id: 1e308 and '' to begin with
-- :after_id         see above
-- :limit            at most so many
-- Index: holdings_group, holdings_customer; linear in the members.
-- Example: {"community_id": "CM-1", "run_id": 1, "consent": "opt_in", "today": "2025-12-31",
--           "after_influence": 1e308, "after_id": "", "limit": 50}
WITH shown AS (
    SELECT m.rowid AS held, h.rowid AS led, ifnull(h.score, iif(m.role = 'leader', 1e-12, 0.0)) AS influence,
        c.customer_no, c.customer_id
    FROM holdings m
    CROSS JOIN customers c ON c.customer_no = m.customer_no
    LEFT JOIN holdings h ON h.customer_no = m.customer_no AND h.tag_id = 'opinion_leader'
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
    WHERE m.group_id = :community_id
        AND m.since_run <= :run_id AND (m.until_run IS NULL OR :run_id < m.until_run)
        AND
        -- include in_scope
        AND
        -- include approachable
        AND ifnull(h.score, iif(m.role = 'leader', 1e-12, 0.0)) <= :after_influence
        AND (ifnull(h.score, iif(m.role = 'leader', 1e-12, 0.0)) < :after_influence
            OR c.customer_id > :after_id)
    ORDER BY influence DESC, c.customer_id LIMIT :limit
)
SELECT m.tag_id, m.subject, m.version, m.grade, m.score, m.value, m.evidence, m.since_run,
    c.customer_id, c.name, c.kind, m.role,
    shown.influence, h.grade AS influence_grade, h.value AS influence_value
FROM shown
CROSS JOIN customers c ON c.customer_no = shown.customer_no
CROSS JOIN holdings m ON m.rowid = shown.held
LEFT JOIN holdings h ON h.rowid = shown.led
ORDER BY shown.influence DESC, c.customer_id;
