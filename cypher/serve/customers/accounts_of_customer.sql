-- The open accounts of a customer in scope by id, each once, and as what it holds them: of several
-- numbers' roles the one that says most (owner, joint, authorised).
-- :customer_ids  the numbers of the customer, a JSON list
-- :limit         at most so many
-- Index: customers.customer_id, account_holders_customer; linear in the customer's accounts.
-- Example: {"customer_ids": "[\"P1\"]", "limit": 50}
SELECT
    a.account_id, a.kind, a.currency, a.opened_on, a.status, a.balance, a.blocked, a.external,
    max(h.role) AS role
FROM json_each(:customer_ids) asked
JOIN customers c ON c.customer_id = asked.value
JOIN account_holders h ON h.customer_no = c.customer_no AND h.closed_on IS NULL
JOIN accounts a ON a.account_no = h.account_no AND a.closed_on IS NULL
WHERE
    -- include in_scope
GROUP BY a.account_no
ORDER BY a.account_id LIMIT :limit;
