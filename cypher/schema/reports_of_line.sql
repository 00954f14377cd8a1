-- The next published runs after one, with their reports.
-- :after  only runs above this one
-- :limit  at most so many
-- Index: the primary key; linear in the limit.
-- Example: {"after": 0, "limit": 100}
SELECT run_id, report FROM runs
WHERE run_id > :after AND published_at IS NOT NULL ORDER BY run_id LIMIT :limit;
