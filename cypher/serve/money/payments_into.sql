-- Payments into any of some accounts in a span of time, the largest first.
-- :account_ids  the accounts, a JSON list
-- :since        the first instant, milliseconds since 1970
-- :until        the instant before which they are
-- :least        the smallest amount
-- :limit        at most so many
-- Index: accounts.account_id, transactions_to; linear in the payments into the accounts.
-- Example: {"account_ids": "[\"A1\"]", "since": 0, "until": 4000000000000, "least": 0,
--           "limit": 500}
SELECT t.transaction_id, ifnull(o.account_id, '') AS from_account,
    a.account_id AS to_account, t.amount, t.currency, t.at, t.channel, t.purpose,
    t.load_no
FROM accounts a
JOIN transactions t ON t.to_no = a.account_no
LEFT JOIN accounts o ON o.account_no = t.from_no
WHERE a.account_id IN (SELECT value FROM json_each(:account_ids)) AND t.closed_on IS NULL
    AND t.at >= :since AND t.at < :until AND t.amount >= :least
ORDER BY t.amount DESC, t.at, t.transaction_id LIMIT :limit;
