-- The days on which open customers were born, where they are known.
-- Index: none, all rows are wanted; linear in the customers.
SELECT customer_no, birth_on FROM customers WHERE closed_on IS NULL AND birth_on IS NOT NULL;
