-- What the bank has lent to some customers, by customer and currency.
-- :customer_ids  the customers, a JSON list
-- Index: customers.customer_id, exposures_customer; linear in their exposures.
-- Example: {"customer_ids": "[\"C1\"]"}
SELECT c.customer_id, e.currency, sum(e.amount) AS amount
FROM json_each(:customer_ids) wanted
JOIN customers c ON c.customer_id = wanted.value
JOIN exposures e ON e.customer_no = c.customer_no
WHERE e.closed_on IS NULL
GROUP BY c.customer_id, e.currency
ORDER BY c.customer_id, e.currency;
