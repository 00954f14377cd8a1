-- Referrals as recorded.
-- Index: none, all rows are wanted; linear in them.
SELECT referrer_no, referred_no, at, load_no
FROM referrals
WHERE closed_on IS NULL;
