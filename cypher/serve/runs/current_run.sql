-- The current run: the highest that has been published; no row before the first.
-- Index: the primary key, backwards.
SELECT run_id FROM runs WHERE published_at IS NOT NULL ORDER BY run_id DESC LIMIT 1;
