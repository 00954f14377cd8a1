-- Gives a user other roles, branches and codes.
-- :user_id   the user
-- :roles     the roles, JSON
-- :branches  the branches, JSON
-- :managers  the codes, JSON
-- Index: the primary key; one row.
-- Example: {"user_id": "li", "roles": "[]", "branches": "[]", "managers": "[]"}
UPDATE users SET roles = :roles, branches = :branches, managers = :managers, version = version + 1
WHERE user_id = :user_id AND ended_at IS NULL;
