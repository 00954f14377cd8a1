-- What the bank has lent to whom.
-- Index: none, all rows are wanted; linear in them.
SELECT customer_no, amount, currency FROM exposures WHERE closed_on IS NULL;
