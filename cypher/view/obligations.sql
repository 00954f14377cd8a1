-- What customers owe each other.
-- Index: none, all rows are wanted; linear in them.
SELECT debtor_no, creditor_no, amount, currency, load_no FROM obligations WHERE closed_on IS NULL;
