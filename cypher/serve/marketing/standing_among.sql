-- What some customers say of being approached, and why lists leave them out, by id.
-- :customer_ids  the customers, a JSON list
-- :run_id        the run whose identities count
-- :consent       whose consent counts: opt_in, opt_out; '' names everybody
-- :today         the day on which it must hold
-- Index: customers.customer_id, known_as_known; linear in the list.
-- Example: {"customer_ids": "[\"P1\"]", "run_id": 1, "consent": "opt_in", "today": "2025-12-31"}
SELECT c.customer_id,
    ifnull((
        SELECT CASE min(
            -- include consents
            ) WHEN 0 THEN 'refused' WHEN 1 THEN 'given' END
        FROM customers other
        WHERE
        -- include own_numbers
        ), 'unknown') AS consent,
    -- include left_out
    AS left_out
FROM json_each(:customer_ids) wanted
CROSS JOIN customers c ON c.customer_id = wanted.value
ORDER BY c.customer_id;
