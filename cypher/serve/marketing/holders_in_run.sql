-- Who holds a tag in a run; a row for each holding.
-- :tag_id  the tag
-- :run_id  the run
-- Index: holdings_tag; linear in the tag's holdings ever.
-- Example: {"tag_id": "opinion_leader", "run_id": 1}
SELECT customer_no FROM holdings
WHERE tag_id = :tag_id AND since_run <= :run_id AND (until_run IS NULL OR :run_id < until_run);
