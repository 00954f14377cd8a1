-- Runs that were begun and never published.
-- Index: none; linear in the runs, which are few.
SELECT run_id FROM runs WHERE published_at IS NULL ORDER BY run_id;
