-- Ends a session.
-- :session_digest  the SHA-256 of its id
-- Index: the primary key; one row.
DELETE FROM sessions WHERE session_digest = :session_digest;
