-- Adds numbers of identities that count from a run on, and until one where it is named.
INSERT INTO known_as (customer_no, known_no, basis, since_at, since_run, until_run)
VALUES (:customer_no, :known_no, :basis, :since_at, :since_run, :until_run)
ON CONFLICT (customer_no, since_run) DO UPDATE SET
    known_no = excluded.known_no, basis = excluded.basis, since_at = excluded.since_at,
    until_run = excluded.until_run;
