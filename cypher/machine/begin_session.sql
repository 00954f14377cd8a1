-- Begins a session, and forgets those that are over.
-- :session_digest  the SHA-256 of its id
-- :user_id         whose it is
-- :version         of which version of the user
-- :claims          what an identity provider says of the user, JSON, or null
-- :now             the instant, in milliseconds since 1970
-- :made_until      sessions that were made until then are over
-- :used_until      sessions that were used until then for the last time are over
-- Index: none; linear in the sessions.
DELETE FROM sessions WHERE made_at <= :made_until OR used_at <= :used_until;
INSERT INTO sessions (session_digest, user_id, version, claims, made_at, used_at)
VALUES (:session_digest, :user_id, :version, :claims, :now, :now);
