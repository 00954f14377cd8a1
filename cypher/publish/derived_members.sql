-- The members of the groups that one tag makes, in a run.
-- :tag_id  the tag
-- :run_id  the run
-- Index: holdings_tag; linear in the tag's holdings ever.
-- Example: {"tag_id": "control_group_member", "run_id": 3}
SELECT group_id, customer_no FROM holdings
WHERE tag_id = :tag_id AND group_id IS NOT NULL
    AND since_run <= :run_id AND (until_run IS NULL OR :run_id < until_run);
