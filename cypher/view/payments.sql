-- Payments that have an account at both ends.
-- Index: none, all rows are wanted; linear in the payments.
SELECT from_no, to_no, amount, at, load_no
FROM transactions
WHERE closed_on IS NULL AND from_no > 0 AND to_no > 0;
