-- Ends what currently counts of some numbers: it counts until a run.
-- :numbers  the customers' numbers, a JSON list
-- :run_id   the run from which on it no longer counts
-- Index: the primary key; one row a number.
-- Example: {"numbers": "[2]", "run_id": 3}
UPDATE known_as SET until_run = :run_id
WHERE customer_no IN (SELECT value FROM json_each(:numbers)) AND until_run IS NULL
    AND since_run < :run_id;
