-- What some customers are called and were called before, as the store has it.
-- :customer_ids  the customers, a JSON list
-- Index: customers.customer_id; linear in the ids.
-- Example: {"customer_ids": "[\"C1\"]"}
SELECT customer_id, name, ifnull(earlier_names, '') AS earlier_names
FROM json_each(:customer_ids) JOIN customers ON customer_id = value
ORDER BY customer_id;
