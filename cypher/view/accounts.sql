-- Every open account.
-- Index: none, all rows are wanted; linear in them.
SELECT account_no, account_id, kind, blocked, load_no FROM accounts WHERE closed_on IS NULL;
