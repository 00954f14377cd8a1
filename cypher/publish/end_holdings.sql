-- Ends the current holdings of one tag whose digests are named.
-- :tag_id   the tag
-- :digests  the digests, a JSON list
-- :run_id   the run from which on they no longer count
-- Index: holdings_digest; linear in the digests.
-- Example: {"tag_id": "guarantee_circle", "digests": "[17]", "run_id": 3}
UPDATE holdings SET until_run = :run_id
WHERE digest IN (SELECT value FROM json_each(:digests)) AND tag_id = :tag_id AND until_run IS NULL;
