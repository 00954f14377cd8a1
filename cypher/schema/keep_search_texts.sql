-- Keeps the search texts of customers.
-- Index: the primary key of customers.
UPDATE customers SET search_text = :search_text WHERE customer_no = :customer_no;
