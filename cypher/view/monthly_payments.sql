-- Payments from account to account over some time, added up by month and currency; the account 0
-- is the outside. Amounts are added up in whole ten-thousandths: exactly, in any order. From 100
-- billion on they have two decimals at most, and four would be more than a double holds.
-- :since   the instant at which that time begins, in milliseconds since 1970
-- :until   the instant at which it is over
-- :month   the month in which it begins, 12 x year + month - 1
-- :months  the instants at which the months after that one begin, a JSON list
-- Index: none; linear in the payments, and one sort of them.
-- Example: {"since": 1764518400000, "until": 1767196800000, "month": 24311,
--           "months": "[1767196800000]"}
WITH months AS MATERIALIZED (SELECT value AS begins FROM json_each(:months))
SELECT from_no, to_no, currency,
    :month + (SELECT count(*) FROM months WHERE begins <= at) AS month,
    count(*) AS payments,
    sum(CASE WHEN abs(amount) < 1e11 THEN CAST(round(amount * 10000) AS INTEGER)
        ELSE CAST(round(amount * 100) AS INTEGER) * 100 END) AS amount, max(load_no) AS load_no
FROM transactions
WHERE closed_on IS NULL AND at >= :since AND at < :until
GROUP BY 1, 2, 3, 4;
