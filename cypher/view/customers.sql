-- Every open customer.
-- Index: none, all rows are wanted; linear in the customers.
SELECT customer_no, customer_id, kind, is_client, net_assets
FROM customers WHERE closed_on IS NULL;
