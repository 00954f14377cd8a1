-- Every key, also those that have ended.
-- Index: none, all rows are wanted; linear in the keys.
SELECT key_id, user_id, digest, roles, made_at, expires_at, ended_at
FROM keys;
