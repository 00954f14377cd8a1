-- The keys of a user, the first made first, ended ones too.
-- :user_id  the user
-- Index: keys_user; linear in the user's keys.
-- Example: {"user_id": "li"}
SELECT key_id, user_id, digest, roles, made_at, expires_at, ended_at
FROM keys WHERE user_id = :user_id ORDER BY made_at, key_id;
