-- What customers keep at the bank and take in a year.
-- Index: none, all rows are wanted; linear in the customers.
SELECT customer_no, assets, annual_receipts, load_no FROM customers
WHERE closed_on IS NULL AND (assets IS NOT NULL OR annual_receipts IS NOT NULL);
