-- All rows of referrals, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.referrer_no AS position, referrer_no.customer_id AS referrer_id,
    referred_no.customer_id AS referred_id, x.referrer_no, x.referred_no, x.at, x.campaign,
    x.channel, x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM referrals AS x
LEFT JOIN customers AS referrer_no ON referrer_no.customer_no = x.referrer_no
LEFT JOIN customers AS referred_no ON referred_no.customer_no = x.referred_no
WHERE x.referrer_no >= :place ORDER BY x.referrer_no;
