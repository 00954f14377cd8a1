-- Ends a user, and with it the user's keys.
-- :user_id  the user
-- :now      the instant, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"user_id": "li", "now": 1}
UPDATE users SET ended_at = :now, version = version + 1
WHERE user_id = :user_id AND ended_at IS NULL;
