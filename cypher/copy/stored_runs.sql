-- The published runs up to one, the latest first.
-- :run_id  the run
-- Index: the primary key; linear in the runs.
-- Example: {"run_id": 3}
SELECT run_id, as_of, started_at, published_at, fingerprint, report, withdrew FROM runs
WHERE run_id <= :run_id AND published_at IS NOT NULL ORDER BY run_id DESC;
