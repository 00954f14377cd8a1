-- Gives a user another password.
-- :user_id   the user
-- :password  the hash of the password
-- Index: the primary key; one row.
-- Example: {"user_id": "li", "password": "x"}
UPDATE users SET password = :password, version = version + 1
WHERE user_id = :user_id AND ended_at IS NULL;
