-- What payments call those whom the bank does not know, and the accounts made for them.
ALTER TABLE accounts ADD COLUMN name TEXT;
ALTER TABLE accounts ADD COLUMN bank TEXT;
ALTER TABLE transactions ADD COLUMN from_name TEXT;
ALTER TABLE transactions ADD COLUMN from_bank TEXT;
ALTER TABLE transactions ADD COLUMN to_name TEXT;
ALTER TABLE transactions ADD COLUMN to_bank TEXT;
