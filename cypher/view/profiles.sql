-- What a marketer sorts customers by.
-- Index: none, all rows are wanted; linear in the customers.
SELECT customer_no, region, branch, industry, marketing_consent
FROM customers
WHERE closed_on IS NULL;
