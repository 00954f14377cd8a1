-- The identities of one run: each number, and the one that it is known by.
-- :run_id  the run
-- Index: the primary key; linear in the numbers that were ever of an identity.
-- Example: {"run_id": 1}
SELECT k.customer_no, c.customer_id, k.known_no, c.source, k.basis, k.since_at
FROM known_as k JOIN customers c ON c.customer_no = k.customer_no
WHERE k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run);
