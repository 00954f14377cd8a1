-- Notes that a key was used.
-- :key_id  the key
-- :now     the instant, in milliseconds since 1970
-- Index: the primary key; one row.
INSERT INTO key_uses (key_id, used_at) VALUES (:key_id, :now)
ON CONFLICT (key_id) DO UPDATE SET used_at = max(used_at, :now);
