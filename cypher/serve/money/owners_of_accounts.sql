-- The owners and joint holders of some accounts.
-- :account_ids  the accounts, a JSON list
-- Index: accounts.account_id, account_holders' primary key; linear in the holders.
-- Example: {"account_ids": "[\"A1\"]"}
SELECT a.account_id, c.customer_id
FROM accounts a
JOIN account_holders h ON h.account_no = a.account_no
JOIN customers c ON c.customer_no = h.customer_no
WHERE a.account_id IN (SELECT value FROM json_each(:account_ids))
    AND h.closed_on IS NULL AND h.role IN ('owner', 'joint')
ORDER BY a.account_id, c.customer_id;
