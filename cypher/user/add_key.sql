-- Adds a key to a user.
-- :key_id      the key
-- :user_id     the user
-- :digest      the SHA-256 of its secret
-- :roles       the roles, JSON
-- :now         the instant, in milliseconds since 1970
-- :expires_at  when it expires, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"key_id": "k1", "user_id": "li", "digest": "d", "roles": "[]", "now": 1,
--           "expires_at": 2}
INSERT OR IGNORE INTO keys (key_id, user_id, digest, roles, made_at, expires_at)
VALUES (:key_id, :user_id, :digest, :roles, :now, :expires_at);
