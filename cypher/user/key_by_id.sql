-- One key, ended or not.
-- :key_id  the key
-- Index: the primary key; one look-up.
-- Example: {"key_id": "k1"}
SELECT key_id, user_id, digest, roles, made_at, expires_at, ended_at
FROM keys WHERE key_id = :key_id;
