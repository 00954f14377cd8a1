-- Runs to ask for where none answers for a day and an instant: the first of a later day, and the
-- first that was published later.
-- :as_of     the day
-- :known_at  the instant, in milliseconds since 1970
-- Index: none; linear in the runs, which are few.
-- Example: {"as_of": "2024-12-31", "known_at": 1767139200000}
SELECT * FROM (
    SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at
    FROM runs AS run WHERE published_at IS NOT NULL AND as_of > :as_of
    ORDER BY run.published_at > :known_at, run.as_of, run.published_at DESC, run_id LIMIT 1)
UNION
SELECT * FROM (
    SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at
    FROM runs AS run WHERE published_at > :known_at
    ORDER BY run.as_of > :as_of, run.published_at, run_id LIMIT 1)
ORDER BY as_of, run_id;
