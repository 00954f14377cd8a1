-- The accounts of which any of some customers is an owner or a joint holder.
-- :customer_ids  the customers, a JSON list
-- Index: customers.customer_id, account_holders_customer; linear in their accounts.
-- Example: {"customer_ids": "[\"P1\"]"}
SELECT a.account_id, c.customer_id
FROM customers c
JOIN account_holders h ON h.customer_no = c.customer_no
JOIN accounts a ON a.account_no = h.account_no
WHERE c.customer_id IN (SELECT value FROM json_each(:customer_ids))
    AND h.closed_on IS NULL AND h.role IN ('owner', 'joint')
ORDER BY a.account_id, c.customer_id;
