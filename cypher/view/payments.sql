-- Payments before an instant; the account 0 is the outside.
-- :until  the instant, in milliseconds since 1970
-- Index: none, all rows are wanted; linear in the payments.
-- Example: {"until": 1767196800000}
SELECT from_no, to_no, amount, currency, at, channel, load_no
FROM transactions
WHERE closed_on IS NULL AND at < :until;
