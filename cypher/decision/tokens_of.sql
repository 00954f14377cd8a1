-- The tokens of some customers, of those that have one.
-- :customer_ids  the customers, a JSON list
-- Index: customer_tokens.customer_id; linear in the customers.
-- Example: {"customer_ids": "[\"C1\"]"}
SELECT customer_id, token FROM customer_tokens
WHERE customer_id IN (SELECT value FROM json_each(:customer_ids)) ORDER BY customer_id;
