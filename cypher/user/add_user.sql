-- Adds a user; one that is there already, ended or not, stays.
-- :user_id   the user
-- :password  the hash of the password
-- :roles     the roles, JSON
-- :branches  the branches, JSON
-- :managers  the codes, JSON
-- :now       the instant, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"user_id": "li", "password": "x", "roles": "[]", "branches": "[]", "managers": "[]",
--           "now": 1}
INSERT OR IGNORE INTO users (user_id, password, roles, branches, managers, version, made_at)
VALUES (:user_id, :password, :roles, :branches, :managers, 1, :now);
