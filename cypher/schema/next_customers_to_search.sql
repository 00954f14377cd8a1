-- The next customers after a number, in the order of numbers, with all they are found by.
-- :after  the number
-- :limit  at most so many
-- Index: the primary key of customers; linear in the limit.
-- Example: {"after": 0, "limit": 5000}
SELECT customer_no, customer_id, name, former_name, id_number
FROM customers WHERE customer_no > :after ORDER BY customer_no LIMIT :limit;
