-- Referrals up to the end of a day, as recorded.
-- :on  the last day
-- Index: none, all rows are wanted; linear in them.
-- Example: {"on": "2025-12-31"}
SELECT referrer_no, referred_no, at, channel, load_no
FROM referrals
WHERE closed_on IS NULL AND at < strftime('%s', :on, '+1 day') * 1000;
