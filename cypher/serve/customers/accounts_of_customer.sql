-- A customer's open accounts by id, and as what the customer holds them.
-- :customer_id  the customer
-- :limit        at most so many
-- Index: customers.customer_id, account_holders_customer; linear in the customer's accounts.
-- Example: {"customer_id": "P1", "limit": 50}
SELECT
    a.account_id, a.kind, a.currency, a.opened_on, a.status, a.balance, a.blocked, a.external,
    h.role
FROM customers c
JOIN account_holders h ON h.customer_no = c.customer_no AND h.closed_on IS NULL
JOIN accounts a ON a.account_no = h.account_no AND a.closed_on IS NULL
WHERE c.customer_id = :customer_id
ORDER BY a.account_id LIMIT :limit;
