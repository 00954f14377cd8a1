-- The next customers after one, in the order of their numbers, with the number of their licence.
-- :after  the number of the last customer before them
-- :limit  at most so many
-- Index: the primary key; linear in the limit.
-- Example: {"after": 0, "limit": 2000}
SELECT customer_no, id_type, id_number FROM customers
WHERE customer_no > :after ORDER BY customer_no LIMIT :limit;
