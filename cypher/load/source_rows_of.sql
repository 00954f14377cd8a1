-- What sources say of the rows with some keys, of one record.
-- :record  the record, as its file is called
-- :keys    the keys, a list
-- Index: source_rows_key; linear in the keys.
-- Example: {"record": "customers", "keys": "[\"C1\"]"}
SELECT key, source, said, digest, load_no FROM source_rows
WHERE record = :record AND key IN (SELECT value FROM json_each(:keys))
ORDER BY key, source;
