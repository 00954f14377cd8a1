-- How many members of a community in scope are of each kind, region, branch and industry and hold each tag,
-- and how many are not named, by the reason (trait 'left_out'). Refusers count; nobody is named.
-- :community_id  the community
-- :run_id        the run
-- :consent       whose consent counts: opt_in, opt_out; '' names everybody
-- :today         the day on which it must hold
-- Index: holdings_group, holdings_customer; linear in what the members hold.
-- Example: {"community_id": "CM-1", "run_id": 1, "consent": "opt_in", "today": "2025-12-31"}
WITH everybody AS MATERIALIZED (
    SELECT c.customer_no, c.kind, c.region, c.branch, c.industry, c.closed_on,
        -- include left_out
        AS left_out
    FROM holdings h CROSS JOIN customers c ON c.customer_no = h.customer_no
    WHERE h.group_id = :community_id
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
        AND
        -- include in_scope
), member AS (
    SELECT * FROM everybody WHERE closed_on IS NULL
)
SELECT 'left_out' AS trait, left_out AS value, count(*) AS members FROM everybody
WHERE left_out <> '' GROUP BY left_out
UNION ALL
SELECT 'kind', kind, count(*) FROM member GROUP BY kind
UNION ALL
SELECT 'region', region, count(*) FROM member WHERE region <> '' GROUP BY region
UNION ALL
SELECT 'branch', branch, count(*) FROM member WHERE branch <> '' GROUP BY branch
UNION ALL
SELECT 'industry', industry, count(*) FROM member WHERE industry <> '' GROUP BY industry
UNION ALL
SELECT 'tag', held.value, sum(members) FROM (
    -- Few sets of tags are different: grouping those takes half the time of grouping holdings.
    SELECT tags, count(*) AS members FROM (
        SELECT (
            SELECT json_group_array(DISTINCT h.tag_id) FROM holdings h
            WHERE h.customer_no = m.customer_no
                AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
        ) AS tags FROM member m
    ) GROUP BY tags
), json_each(tags) held GROUP BY held.value
ORDER BY 1, 2;
