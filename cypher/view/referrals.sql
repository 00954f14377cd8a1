-- Referrals before an instant, as recorded.
-- :until  the instant, in milliseconds since 1970
-- Index: none, all rows are wanted; linear in them.
-- Example: {"until": 1767196800000}
SELECT referrer_no, referred_no, at, channel, load_no
FROM referrals
WHERE closed_on IS NULL AND at < :until;
