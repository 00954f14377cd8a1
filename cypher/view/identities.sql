-- What open customers are called and identified by.
-- Index: none, all rows are wanted; linear in the customers.
SELECT customer_no, name, id_number, ifnull(id_normalised, '') AS id_normalised, load_no
FROM customers WHERE closed_on IS NULL;
