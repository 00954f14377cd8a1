-- What some accounts are called whose holders are not known: the name, or else the bank.
-- :account_ids  the accounts, a JSON list
-- Index: accounts.account_id; linear in the accounts.
-- Example: {"account_ids": "[\"A1\"]"}
SELECT account_id, coalesce(name, bank) AS name FROM json_each(:account_ids)
JOIN accounts ON account_id = value
WHERE coalesce(name, bank) IS NOT NULL
ORDER BY account_id;
