-- The numbers that stand for customers in the chains.
-- Index: none, all rows are wanted; linear in the customers whom decisions name.
SELECT token, customer_id FROM customer_tokens ORDER BY token;
