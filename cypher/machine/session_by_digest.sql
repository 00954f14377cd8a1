-- One session, over or not.
-- :session_digest  the SHA-256 of its id
-- Index: the primary key; one look-up.
SELECT user_id, version, claims, made_at, used_at
FROM sessions WHERE session_digest = :session_digest;
