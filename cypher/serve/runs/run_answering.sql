-- The run that answers for a day, as it was known at an instant.
-- :as_of     the day: runs that look at a later one do not answer
-- :known_at  the instant, in milliseconds since 1970: what was published later does not answer, nor
--            what had been withdrawn by then
-- Index: runs_day, backwards; linear in the runs of later instants and in the withdrawals, few both.
-- Example: {"as_of": "2025-12-31", "known_at": 1767139200000}
SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at
FROM runs AS run
WHERE as_of <= :as_of AND published_at <= :known_at AND NOT EXISTS (
    SELECT 1 FROM runs AS by WHERE by.withdrew = run.run_id AND by.published_at <= :known_at)
ORDER BY run.as_of DESC, run.published_at DESC, run_id DESC LIMIT 1;
