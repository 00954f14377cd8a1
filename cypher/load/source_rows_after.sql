-- What sources say of the rows of one record after a key, in the order of keys and sources.
-- :record  the record, as its file is called
-- :after   only keys after this one
-- :limit   at most so many rows
-- Index: source_rows_key; linear in the limit.
-- Example: {"record": "customers", "after": "", "limit": 1000}
SELECT key, source, said, digest, load_no FROM source_rows
WHERE record = :record AND key > :after
ORDER BY key, source LIMIT :limit;
