-- What customers last said by a day, purpose by purpose and channel by channel.
-- :on  the day
-- Index: none; linear in the consents, plus a sort of them.
-- Example: {"on": "2025-12-31"}
SELECT customer_no, purpose, channel, status, ifnull(until < :on, 0) AS expired FROM (
    SELECT customer_no, purpose, channel, status, until, row_number() OVER (
        PARTITION BY customer_no, purpose, channel ORDER BY at DESC) AS place
    FROM consents
    WHERE closed_on IS NULL AND at < unixepoch(:on, '+1 day') * 1000)
WHERE place = 1;
