-- Those of some accounts that the store has, closed ones too: their kind, name and bank.
-- :ids  the accounts, a JSON list
-- Index: accounts.account_id; linear in the ids.
-- Example: {"ids": "[\"A1\"]"}
SELECT account_id, kind, name, bank FROM json_each(:ids)
JOIN accounts ON account_id = value
ORDER BY account_id;
