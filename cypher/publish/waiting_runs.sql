-- Runs that are built and wait for a yes, which is at most one.
-- Index: none; linear in the runs, which are few.
SELECT run_id, as_of, fingerprint, report FROM runs
WHERE published_at IS NULL AND fingerprint <> '' ORDER BY run_id;
