-- Which of some customers refused to be approached, by id.
-- :customer_ids  the customers, a JSON list
-- Index: customers.customer_id; linear in the list.
-- Example: {"customer_ids": "[\"P1\"]"}
SELECT c.customer_id FROM json_each(:customer_ids) wanted
JOIN customers c ON c.customer_id = wanted.value
WHERE c.marketing_consent = 0
ORDER BY c.customer_id;
