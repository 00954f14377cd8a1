-- Owners and joint holders of accounts, not those who are merely authorised.
-- Index: none, all rows are wanted; linear in them.
SELECT account_no, customer_no FROM account_holders
WHERE closed_on IS NULL AND role <> 'authorised';
