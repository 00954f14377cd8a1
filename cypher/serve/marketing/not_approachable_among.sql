-- Which of some customers may not be approached, whatever their numbers, by id.
-- :customer_ids  the customers, a JSON list
-- :run_id        the run whose identities count
-- :consent       whose consent counts: opt_in or opt_out
-- :today         the day on which it must hold
-- Index: customers.customer_id, known_as_known; linear in the list.
-- Example: {"customer_ids": "[\"P1\"]", "run_id": 1, "consent": "opt_in", "today": "2025-12-31"}
SELECT c.customer_id FROM json_each(:customer_ids) wanted
JOIN customers c ON c.customer_id = wanted.value
WHERE NOT (
    -- include approachable
    )
ORDER BY c.customer_id;
