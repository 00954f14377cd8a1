-- The two times of one published run.
-- :run_id  the run
-- Index: the primary key; one row.
-- Example: {"run_id": 3}
SELECT run_id, as_of, strftime('%Y-%m-%dT%H:%M:%fZ', published_at / 1000.0, 'unixepoch') AS published_at
FROM runs WHERE run_id = :run_id AND published_at IS NOT NULL;
