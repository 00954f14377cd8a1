-- How many of the customers in scope who ever were in a community are not named, by the reason.
-- :community_id  the community
-- :run_id        the last run that counts, whose identities do too
-- :consent       whose consent counts: opt_in, opt_out; '' names everybody
-- :today         the day on which it must hold
-- Index: holdings_group; linear in the memberships ever.
-- Example: {"community_id": "CM-1", "run_id": 1, "consent": "opt_in", "today": "2025-12-31"}
WITH moved AS MATERIALIZED (
    SELECT DISTINCT c.customer_no,
        -- include left_out
        AS left_out
    FROM holdings h CROSS JOIN customers c ON c.customer_no = h.customer_no
    WHERE h.group_id = :community_id AND 0 < h.since_run AND h.since_run <= :run_id
        AND
        -- include in_scope
)
SELECT left_out, count(*) AS customers FROM moved WHERE left_out <> ''
GROUP BY left_out ORDER BY left_out;
