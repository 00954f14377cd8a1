-- Notes that a session was used.
-- :session_digest  the SHA-256 of its id
-- :now             the instant, in milliseconds since 1970
-- Index: the primary key; one row.
UPDATE sessions SET used_at = :now WHERE session_digest = :session_digest AND used_at < :now;
