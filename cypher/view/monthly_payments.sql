-- Payments from account to account over some days, added up by month and currency; the account 0
-- is the outside. Amounts are added up in whole ten-thousandths: exactly, in any order. From 100
-- billion on they have two decimals at most, and four would be more than a double holds.
-- :since  the first day
-- :on     the last day
-- Index: none; linear in the payments, and one sort of them.
-- Example: {"since": "2025-01-01", "on": "2025-12-31"}
SELECT from_no, to_no, currency,
    strftime('%Y', at / 1000, 'unixepoch') * 12 + strftime('%m', at / 1000, 'unixepoch') - 1 AS month,
    count(*) AS payments,
    sum(CASE WHEN abs(amount) < 1e11 THEN CAST(round(amount * 10000) AS INTEGER)
        ELSE CAST(round(amount * 100) AS INTEGER) * 100 END) AS amount, max(load_no) AS load_no
FROM transactions
WHERE closed_on IS NULL AND at >= strftime('%s', :since) * 1000
    AND at < strftime('%s', :on, '+1 day') * 1000
GROUP BY 1, 2, 3, 4;
