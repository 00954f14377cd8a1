-- The run that was current at an instant.
-- :at  the instant, in milliseconds since 1970
-- Index: the primary key, backwards; linear in the later runs.
-- Example: {"at": 1767139200000}
SELECT run_id FROM runs WHERE published_at IS NOT NULL AND published_at <= :at
ORDER BY run_id DESC LIMIT 1;
