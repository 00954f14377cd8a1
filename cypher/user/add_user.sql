-- Adds a user, with the decision to do so; one that is there already, ended or not, stays. Nothing
-- where another decision has the number.
-- :decision_no .. :hash  as of a decision that is added: see decision/add_decision.sql
-- :now       the instant, in milliseconds since 1970
-- :user_id   the user
-- :password  the hash of the password
-- :roles     the roles, JSON
-- :branches  the branches, JSON
-- :managers  the codes, JSON
-- Index: the primary keys; two rows.
-- Example: {"decision_no": 1, "decision_id": "D-1", "subject_kind": "user", "subject": "li",
--           "other": "", "action": "add", "begins": "in_force", "body": "{}", "digest": "",
--           "reason_hash": "", "author": "a", "signed": 1, "now": 1, "about_no": null,
--           "previous_hash": "", "hash": "", "user_id": "li", "password": "x", "roles": "[]",
--           "branches": "[]", "managers": "[]"}
-- include decision_added
    AND NOT EXISTS (SELECT 1 FROM users WHERE user_id = :user_id);
INSERT OR IGNORE INTO users (user_id, password, roles, branches, managers, version, made_at)
SELECT :user_id, :password, :roles, :branches, :managers, 1, :now
WHERE
-- include is_decided
;
