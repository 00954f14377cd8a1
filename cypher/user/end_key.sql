-- Ends a key.
-- :key_id  the key
-- :now     the instant, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"key_id": "k1", "now": 1}
UPDATE keys SET ended_at = :now WHERE key_id = :key_id AND ended_at IS NULL;
