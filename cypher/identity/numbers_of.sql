-- All numbers of the identities that some numbers are of, in the order of both.
-- :customer_ids  the numbers, a JSON list
-- :run_id        the run whose identities count
-- Index: customers.customer_id, known_as' primary key and known_as_known; linear in the answer.
-- Example: {"customer_ids": "[\"P1\"]", "run_id": 1}
WITH wanted AS MATERIALIZED (
    SELECT DISTINCT k.known_no
    FROM json_each(:customer_ids) asked JOIN customers c ON c.customer_id = asked.value
    JOIN known_as k ON k.customer_no = c.customer_no
    WHERE k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
)
SELECT known.customer_id AS known_id, c.customer_id, c.source, k.basis,
    strftime('%Y-%m-%dT%H:%M:%fZ', k.since_at / 1000.0, 'unixepoch') AS since_at
FROM wanted w
JOIN known_as k ON k.known_no = w.known_no
    AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
JOIN customers known ON known.customer_no = k.known_no
JOIN customers c ON c.customer_no = k.customer_no
ORDER BY known.customer_id, c.customer_id;
