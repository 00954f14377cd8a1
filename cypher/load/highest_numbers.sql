-- The highest numbers that customers and accounts have; 0 where there are none.
-- Index: the primary keys, at their ends; cost: two steps.
SELECT
    (SELECT ifnull(max(customer_no), 0) FROM customers) AS customers,
    (SELECT ifnull(max(account_no), 0) FROM accounts) AS accounts;
