-- The current run: the highest above 0 that has been published; no row before the first.
-- Index: the primary key, backwards.
SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at
FROM runs WHERE published_at IS NOT NULL AND run_id > 0 ORDER BY run_id DESC LIMIT 1;
