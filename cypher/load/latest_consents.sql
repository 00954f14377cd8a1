-- The latest consent of some customers for one purpose, by whatever channel: one each.
-- :customer_ids  the customers, a list
-- :purpose       the purpose
-- Index: customers.customer_id and the primary key; linear in the customers and what they said.
-- Example: {"customer_ids": "[\"P1\"]", "purpose": "marketing"}
SELECT customer_id, status, at, until FROM (
    SELECT c.customer_id, x.status, x.at, x.until, row_number() OVER (
        PARTITION BY c.customer_id ORDER BY x.at DESC, x.status) AS place
    FROM json_each(:customer_ids) AS wanted
    JOIN customers AS c ON c.customer_id = wanted.value
    JOIN consents AS x ON x.customer_no = c.customer_no AND x.purpose = :purpose
        AND x.channel = 'any'
    WHERE x.closed_on IS NULL)
WHERE place = 1 ORDER BY customer_id;
