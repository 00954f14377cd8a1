-- Which of some customers refused to be approached, under any of their numbers, by id.
-- :customer_ids  the customers, a JSON list
-- :run_id        the run whose identities count
-- Index: customers.customer_id, known_as_known; linear in the list.
-- Example: {"customer_ids": "[\"P1\"]", "run_id": 1}
SELECT c.customer_id FROM json_each(:customer_ids) wanted
JOIN customers c ON c.customer_id = wanted.value
WHERE NOT (
    -- include approachable
    )
ORDER BY c.customer_id;
