-- Those of some customers who are in scope, by their numbers.
-- :numbers  the numbers, a JSON list
-- Index: the primary key of customers; linear in the numbers.
-- Example: {"numbers": "[1, 2]"}
SELECT c.customer_no FROM customers c
WHERE c.customer_no IN (SELECT value FROM json_each(:numbers)) AND
    -- include in_scope
ORDER BY c.customer_no;
