-- Open customers who work for the bank: their x_employee says yes.
-- Index: none; linear in the customers.
SELECT customer_no, load_no FROM customers
WHERE closed_on IS NULL
    AND lower(attributes ->> '$.x_employee') IN ('true', 't', 'yes', 'y', '1', '是');
