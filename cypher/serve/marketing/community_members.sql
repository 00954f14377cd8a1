-- The members of all communities in a run.
-- :run_id  the run
-- Index: holdings_tag; linear in the tag's holdings ever.
-- Example: {"run_id": 1}
SELECT group_id AS community_id, customer_no FROM holdings
WHERE tag_id = 'community_member' AND group_id IS NOT NULL
    AND since_run <= :run_id AND (until_run IS NULL OR :run_id < until_run);
