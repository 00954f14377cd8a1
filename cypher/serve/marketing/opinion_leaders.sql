-- Opinion leaders who may be approached, the highest scores first.
-- :kind, :relationship_manager, :branch, :region, :industry, :is_client  see the fragment `filtered`
-- :run_id       the run
-- :consent      whose consent counts: opt_in, opt_out; '' names everybody
-- :today        the day on which it must hold
-- :after_score  only after this score and id: 1e308 and '' to begin with
-- :after_id     see above
-- :limit        at most so many
-- Index: holdings_tag, from the score on; linear in the limit (and in what is passed over).
-- Example: {"kind": "", "relationship_manager": "", "branch": "", "region": "",
--           "industry": "", "is_client": "", "run_id": 1, "consent": "opt_in", "today": "2025-12-31",
--           "after_score": 1e308, "after_id": "", "limit": 50}
SELECT c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch, c.relationship_manager,
    (SELECT m.group_id FROM holdings m
        WHERE m.customer_no = h.customer_no AND m.tag_id = 'community_member'
            AND m.since_run <= :run_id AND (m.until_run IS NULL OR :run_id < m.until_run))
        AS community_id,
    h.version, h.grade, h.score, h.value, h.evidence
FROM holdings h CROSS JOIN customers c ON c.customer_no = h.customer_no
WHERE h.tag_id = 'opinion_leader' AND h.score <= :after_score
    AND (h.score < :after_score OR c.customer_id > :after_id)
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
    AND
    -- include approachable
    AND
    -- include filtered
ORDER BY h.score DESC, c.customer_id LIMIT :limit;
