-- Runs that were begun and never built to their end.
-- Index: none; linear in the runs, which are few.
SELECT run_id FROM runs WHERE published_at IS NULL AND fingerprint = '' ORDER BY run_id;
