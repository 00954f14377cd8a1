-- What each source says of some customers, where several speak of one or it gave consents.
-- :customer_ids  their ids, a JSON list
-- Index: source_rows_key; linear in the ids and what is said.
-- Example: {"customer_ids": "[\"P1\", \"P2\"]"}
SELECT s.key AS customer_id, s.source, s.said
FROM json_each(:customer_ids) wanted
CROSS JOIN source_rows s ON s.record = 'customers' AND s.key = wanted.value
ORDER BY s.key, s.source;
