-- Every consent that customers in scope gave or refused, with what proves it, the latest first.
-- :customer_ids  the numbers of the customer, a JSON list
-- Index: customers.customer_id, the primary key of consents; linear in them.
-- Example: {"customer_ids": "[\"P1\"]"}
SELECT c.customer_id, x.purpose, x.status, x.channel,
    strftime('%Y-%m-%dT%H:%M:%fZ', x.at / 1000.0, 'unixepoch') AS at, x.until, x.source, x.load_no,
    x.closed_on IS NOT NULL AS ended,
    (
        SELECT json_group_array(json_array(key, value)) FROM (
            SELECT key, value FROM json_each(x.attributes) ORDER BY key)
    ) AS attributes
FROM json_each(:customer_ids) asked
CROSS JOIN customers c ON c.customer_id = asked.value
CROSS JOIN consents x ON x.customer_no = c.customer_no
WHERE
    -- include in_scope
ORDER BY at DESC, customer_id, purpose, channel;
