-- Opinion leaders of one community who may be approached, the highest scores first.
-- :community_id  the community
-- :kind, :relationship_manager, :branch, :region, :industry, :is_client  see the fragment `filtered`
-- :run_id        the run
-- :consent       whose consent counts: opt_in, opt_out; '' names everybody
-- :today         the day on which it must hold
-- :after_score   only after this score and id: 1e308 and '' to begin with
-- :after_id      see above
-- :limit         at most so many
-- Index: holdings_group, holdings_customer; linear in the members.
-- Example: {"community_id": "CM-1", "kind": "", "relationship_manager": "", "branch": "", "region": "",
--           "industry": "", "is_client": "", "run_id": 1, "consent": "opt_in",
--           "today": "2025-12-31", "after_score": 1e308, "after_id": "", "limit": 50}
WITH shown AS (
    SELECT h.rowid AS held, h.score, c.customer_no, c.customer_id
    FROM holdings m
    CROSS JOIN customers c ON c.customer_no = m.customer_no
    CROSS JOIN holdings h ON h.customer_no = m.customer_no AND h.tag_id = 'opinion_leader'
    WHERE m.group_id = :community_id
        AND m.since_run <= :run_id AND (m.until_run IS NULL OR :run_id < m.until_run)
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
        AND +h.score <= :after_score AND (h.score < :after_score OR c.customer_id > :after_id)
        AND
        -- include approachable
        AND
        -- include filtered
    ORDER BY h.score DESC, c.customer_id LIMIT :limit
)
SELECT c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch, c.relationship_manager,
    :community_id AS community_id,
    h.version, h.grade, h.score, h.value, h.evidence
FROM shown
CROSS JOIN customers c ON c.customer_no = shown.customer_no
CROSS JOIN holdings h ON h.rowid = shown.held
ORDER BY h.score DESC, c.customer_id;
