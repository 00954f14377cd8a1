-- The highest number that a customer has: none here, where nothing has a label.
-- Index: none is needed; no row.
SELECT customer_no FROM customers WHERE false;
