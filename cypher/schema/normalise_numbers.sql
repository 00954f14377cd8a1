-- Keeps the normalised form of customers' own numbers.
-- Index: the primary key of customers.
UPDATE customers SET id_normalised = :id_normalised WHERE customer_no = :customer_no;
