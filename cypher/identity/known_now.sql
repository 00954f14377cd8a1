-- The current run, and what a number is known by in it: itself where it is of no identity, or of
-- nobody; no row before the first run.
-- :customer_id  the number
-- Index: the primary key of runs, backwards; customers.customer_id, known_as' primary key; one row.
-- Example: {"customer_id": "P1"}
SELECT r.run_id, r.as_of,
    strftime('%Y-%m-%dT%H:%M:%fZ', r.published_at / 1000.0, 'unixepoch') AS published_at,
    coalesce((
        SELECT known.customer_id FROM customers c
        JOIN known_as k ON k.customer_no = c.customer_no
        JOIN customers known ON known.customer_no = k.known_no
        WHERE c.customer_id = :customer_id
            AND k.since_run <= r.run_id AND (k.until_run IS NULL OR r.run_id < k.until_run)
    ), :customer_id) AS known_id
FROM runs r WHERE r.published_at IS NOT NULL AND r.run_id > 0 ORDER BY r.run_id DESC LIMIT 1;
