-- One published run.
-- :run_id  the run
-- Index: the primary key; one row.
-- Example: {"run_id": 1}
SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at, fingerprint, report
FROM runs WHERE published_at IS NOT NULL AND run_id = :run_id;
