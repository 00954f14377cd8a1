-- Payments of some customers with accounts of nobody known that have a name or a bank, either way:
-- one edge an account and currency, in the order of its ends.
-- :customer_ids  the customers, a JSON list
-- :limit         at most so many
-- Index: customers.customer_id, account_holders_customer, transactions_from, transactions_to; linear
-- in the payments of the customers.
-- Example: {"customer_ids": "[\"P1\"]", "limit": 500}
SELECT 'PAID' AS type, from_label, from_id, to_label, to_id, max(load_no) AS load_no,
    json_object('payments', count(*), 'amount', sum(amount), 'currency', currency,
        'last_at', strftime('%Y-%m-%dT%H:%M:%fZ', max(at) / 1000.0, 'unixepoch')) AS properties,
    false AS ended
FROM (
    SELECT 'Customer' AS from_label, c.customer_id AS from_id, 'Account' AS to_label,
        x.account_id AS to_id, x.account_no, t.load_no, t.amount, t.currency, t.at
    FROM customers c
    JOIN account_holders h ON h.customer_no = c.customer_no
        AND h.closed_on IS NULL AND h.role <> 'authorised'
    JOIN transactions t ON t.from_no = h.account_no AND t.closed_on IS NULL
    JOIN accounts x ON x.account_no = t.to_no AND coalesce(x.name, x.bank) IS NOT NULL
    WHERE c.customer_id IN (SELECT value FROM json_each(:customer_ids))
    UNION ALL
    SELECT 'Account', x.account_id, 'Customer', c.customer_id, x.account_no, t.load_no, t.amount,
        t.currency, t.at
    FROM customers c
    JOIN account_holders h ON h.customer_no = c.customer_no
        AND h.closed_on IS NULL AND h.role <> 'authorised'
    JOIN transactions t ON t.to_no = h.account_no AND t.closed_on IS NULL
    JOIN accounts x ON x.account_no = t.from_no AND coalesce(x.name, x.bank) IS NOT NULL
    WHERE c.customer_id IN (SELECT value FROM json_each(:customer_ids))
) p
WHERE NOT EXISTS (
    SELECT 1 FROM account_holders o
    WHERE o.account_no = p.account_no AND o.closed_on IS NULL AND o.role <> 'authorised')
GROUP BY from_label, from_id, to_label, to_id, currency
ORDER BY from_id, to_id, from_label, currency LIMIT :limit;
