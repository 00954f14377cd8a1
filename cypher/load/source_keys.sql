-- Of one record what sources say of rows that others speak of too: keys, sources and digests.
-- :record  the record, as its file is called
-- Index: source_rows_key; linear in the rows of the one record.
-- Example: {"record": "customers"}
SELECT key, source, digest FROM source_rows WHERE record = :record;
