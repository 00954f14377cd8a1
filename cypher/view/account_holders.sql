-- Who holds which account, and as what.
-- Index: accounts' primary key; linear in the holders.
SELECT h.account_no, a.account_id, h.customer_no, h.role, h.load_no
FROM account_holders h JOIN accounts a ON a.account_no = h.account_no
WHERE h.closed_on IS NULL;
