-- The current run; no row before the first.
-- Index: the primary key, backwards.
SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at, fingerprint, report
FROM runs WHERE published_at IS NOT NULL
ORDER BY run_id DESC LIMIT 1;
