-- How many communities' leaders in scope their list does not name, by the reason.
-- :run_id   the run
-- :consent  whose consent counts: opt_in, opt_out; '' names everybody
-- :today    the day on which it must hold
-- Index: derived_groups_kind; linear in the communities.
-- Example: {"run_id": 1, "consent": "opt_in", "today": "2025-12-31"}
WITH led AS MATERIALIZED (
    SELECT
        -- include left_out
        AS left_out
    FROM derived_groups g CROSS JOIN customers c ON c.customer_no = g.head_no
    WHERE g.kind = 'community'
        AND g.since_run <= :run_id AND (g.until_run IS NULL OR :run_id < g.until_run)
        AND
        -- include in_scope
)
SELECT left_out, count(*) AS customers FROM led WHERE left_out <> ''
GROUP BY left_out ORDER BY left_out;
