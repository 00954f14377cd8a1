-- Payments up to the end of a day; the account 0 is the outside.
-- :on  the last day
-- Index: none, all rows are wanted; linear in the payments.
-- Example: {"on": "2025-12-31"}
SELECT from_no, to_no, amount, currency, at, channel, load_no
FROM transactions
WHERE closed_on IS NULL AND at < strftime('%s', :on, '+1 day') * 1000;
