-- How many holdings only slid between two runs: others moved their grade, rank or facts.
-- :earlier, :later  the two runs
-- :low, :high       the same in the order of their numbers
-- :run_id           the one whose identities count
-- :tag_id           only this tag; '' for all
-- :every_tag        whether all tags may be told of; else those of :told_tags, a list
-- :kind, :relationship_manager, :branch, :region, :industry, :is_client  what customers are narrowed to
-- :complete         tags whose changes name everybody, a JSON list: those not for marketing
-- :consent          whose consent counts: opt_in, opt_out; '' names everybody
-- :today            the day on which a consent must hold
-- Index: holdings_since, holdings_until; linear in what changed between the runs.
-- Example: {"earlier": 1, "later": 2, "low": 1, "high": 2, "run_id": 2, "tag_id": "", "every_tag": 1, "told_tags": "[]", "kind": "", "relationship_manager": "", "branch": "",
--           "region": "", "industry": "", "is_client": "", "complete":
--           "[]", "consent": "", "today": "2025-12-31"}
-- include compared
SELECT count(*) AS holdings FROM compared
WHERE slid AND left_out = '';
