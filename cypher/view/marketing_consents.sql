-- Who may be approached on a day: 1 granted, 0 refused, -1 not known or run out.
-- :on  the day
-- Index: none for customers, all are wanted; the primary key of consents.
-- Example: {"on": "2025-12-31"}
SELECT c.customer_no, CASE
    WHEN c.marketing_consent = 0 OR latest.status <> 'granted' THEN 0
    WHEN latest.until < :on THEN -1
    WHEN latest.status = 'granted' THEN 1
    WHEN EXISTS (
        SELECT 1 FROM consents AS x WHERE x.customer_no = c.customer_no
            AND x.purpose = 'marketing' AND x.channel = 'any' AND x.closed_on IS NULL) THEN -1
    ELSE ifnull(c.marketing_consent, -1) END AS consent
FROM customers AS c
LEFT JOIN (
    SELECT customer_no, status, until, row_number() OVER (
        PARTITION BY customer_no ORDER BY at DESC) AS place
    FROM consents
    WHERE purpose = 'marketing' AND channel = 'any' AND closed_on IS NULL
        AND at < unixepoch(:on, '+1 day') * 1000
) AS latest ON latest.customer_no = c.customer_no AND latest.place = 1
WHERE c.closed_on IS NULL;
