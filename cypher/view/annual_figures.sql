-- What customers take and spend in a year.
-- Index: none, all rows are wanted; linear in the customers.
SELECT customer_no, annual_receipts, annual_expenditures FROM customers
WHERE closed_on IS NULL AND (annual_receipts IS NOT NULL OR annual_expenditures IS NOT NULL);
