-- The published runs of the current line, those above 0, the latest first.
-- :limit  at most so many
-- Index: the primary key, backwards; linear in the limit.
-- Example: {"limit": 2}
SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at, fingerprint, report
FROM runs WHERE published_at IS NOT NULL AND run_id > 0
ORDER BY run_id DESC LIMIT :limit;
