-- Every account's id and number, closed ones too; the outside is no account.
-- Index: none, all rows are wanted; linear in the accounts.
SELECT account_id, account_no FROM accounts;
