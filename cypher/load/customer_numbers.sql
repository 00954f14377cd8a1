-- Every customer's id and number, closed ones too.
-- Index: none, all rows are wanted; linear in the customers.
SELECT customer_id, customer_no FROM customers;
