-- Open customers who are blocked.
-- Index: none; linear in the customers.
SELECT customer_no, load_no FROM customers WHERE closed_on IS NULL AND blocked;
