-- Where customers belong.
-- Index: none, all rows are wanted; linear in the customers.
SELECT customer_no, region, branch, industry, relationship_manager
FROM customers
WHERE closed_on IS NULL;
