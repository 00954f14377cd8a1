-- Opinion leaders who may be approached, by name, by what they keep here, or by their score.
-- :community_id  only members of this community; '' for all
-- :kind, :relationship_manager, :branch, :region, :industry, :is_client  see the fragment `filtered`
-- :run_id        the run
-- :consent       whose consent counts: opt_in, opt_out; '' names everybody
-- :today         the day on which it must hold
-- :sort          by what: 'name', 'assets' or 'score'; who has no such amount comes last
-- :descending    whether the highest come first
-- :after_rank    only after this rank (0: has an amount, 1: has none; -1: begin)
-- :after_amount  and this amount, negative where the highest come first
-- :after_name    and this name
-- :after_id      and this id
-- :limit         at most so many
-- Index: holdings_tag; linear in the leaders, and a sort of them.
-- Example: {"community_id": "", "kind": "", "relationship_manager": "", "branch": "", "region": "",
--           "industry": "", "is_client": "", "run_id": 1, "consent": "opt_in",
--           "today": "2025-12-31", "sort": "assets", "descending": 1, "after_rank": -1,
--           "after_amount": 0.0, "after_name": "", "after_id": "", "limit": 50}
WITH leaders AS (
    SELECT h.rowid AS held, c.customer_no,
        (SELECT m.group_id FROM holdings m
            WHERE m.customer_no = h.customer_no AND m.tag_id = 'community_member'
                AND m.since_run <= :run_id AND (m.until_run IS NULL OR :run_id < m.until_run))
            AS community_id,
        CASE :sort
            WHEN 'score' THEN h.score
            WHEN 'assets' THEN
            -- include assets_of_known
            END * iif(:descending, -1, 1) AS amount
    FROM holdings h CROSS JOIN customers c ON c.customer_no = h.customer_no
    WHERE h.tag_id = 'opinion_leader'
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
        AND
        -- include approachable
        AND
        -- include filtered
), placed AS (
    SELECT held, customer_no, community_id, amount, amount IS NULL AS rank,
        ifnull(amount, 0.0) AS place
    FROM leaders WHERE :community_id = '' OR community_id = :community_id
)
SELECT c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch, c.relationship_manager,
    placed.community_id, h.version, h.grade, h.score, h.value, h.evidence, placed.amount
FROM placed
CROSS JOIN customers c ON c.customer_no = placed.customer_no
CROSS JOIN holdings h ON h.rowid = placed.held
WHERE
    -- include after_placed
ORDER BY placed.rank, placed.place, iif(:sort = 'name' AND NOT :descending, c.name, NULL),
    iif(:sort = 'name' AND :descending, c.name, NULL) DESC, c.customer_id LIMIT :limit;
