-- Every user, also those that have ended.
-- Index: none, all rows are wanted; linear in the users.
SELECT user_id, password, roles, branches, managers, version, made_at, ended_at
FROM users;
