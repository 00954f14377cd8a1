-- One user, ended or not.
-- :user_id  the user
-- Index: the primary key; one look-up.
-- Example: {"user_id": "li"}
SELECT user_id, password, roles, branches, managers, version, made_at, ended_at
FROM users WHERE user_id = :user_id;
