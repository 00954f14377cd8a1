-- What sources say of the rows with some keys, of one record.
-- :record  the record, as its file is called
-- :keys    the keys, a list
-- Index: source_rows_key; linear in the keys.
-- Example: {"record": "customers", "keys": "[\"C1\"]"}
SELECT s.key, s.source, s.said, s.digest, s.load_no
FROM json_each(:keys) AS wanted
JOIN source_rows AS s ON s.record = :record AND s.key = wanted.value
ORDER BY s.key, s.source;
