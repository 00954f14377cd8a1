-- What some accounts were paid by each other account in a span of time, by currency.
-- :account_ids  the accounts, a JSON list
-- :since        the first instant, milliseconds since 1970
-- :until        the instant before which they are
-- :least        the smallest amount
-- Index: accounts.account_id, transactions_to; linear in the payments of the accounts.
-- Example: {"account_ids": "[\"A1\"]", "since": 0, "until": 4000000000000, "least": 0}
SELECT ifnull(o.account_id, '') AS account_id, t.currency, count(*) AS payments,
    round(sum(t.amount), 4) AS amount
FROM accounts a
JOIN transactions t ON t.to_no = a.account_no
LEFT JOIN accounts o ON o.account_no = t.from_no
WHERE a.account_id IN (SELECT value FROM json_each(:account_ids)) AND t.closed_on IS NULL
    AND t.at >= :since AND t.at < :until AND t.amount >= :least
GROUP BY 1, 2
ORDER BY 1, 2;
