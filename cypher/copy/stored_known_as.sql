-- The numbers of identities as the runs up to one left them.
-- :run_id  the run: what later ones added or ended is not told
-- Index: the primary key; linear in the numbers that were ever of an identity.
-- Example: {"run_id": 3}
SELECT c.customer_id, known.customer_id AS known_id, k.customer_no, k.known_no, k.basis,
    k.since_at, k.since_run, iif(k.until_run <= :run_id, k.until_run, NULL) AS until_run
FROM known_as k
JOIN customers c ON c.customer_no = k.customer_no
JOIN customers known ON known.customer_no = k.known_no
WHERE k.since_run <= :run_id;
