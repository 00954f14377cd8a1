-- Published runs, those published last first.
-- :before_at   only runs published before this instant, in milliseconds since 1970, ...
-- :before_run  ... or at it, with a number below this one
-- :limit       at most so many
-- Index: none; linear in the runs, which are few.
-- Example: {"before_at": 4000000000000, "before_run": 0, "limit": 50}
SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at, fingerprint, report
FROM runs AS run
WHERE run.published_at < :before_at OR run.published_at = :before_at AND run_id < :before_run
ORDER BY run.published_at DESC, run_id DESC LIMIT :limit;
