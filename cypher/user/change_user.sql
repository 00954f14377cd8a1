-- Gives a user other roles, branches and codes, with the decision to do so. Nothing where another
-- decision has the number.
-- :decision_no .. :hash  as of a decision that is added: see decision/add_decision.sql
-- :now       the instant, in milliseconds since 1970
-- :user_id   the user
-- :roles     the roles, JSON
-- :branches  the branches, JSON
-- :managers  the codes, JSON
-- Index: the primary keys; two rows.
-- Example: {"decision_no": 1, "decision_id": "D-1", "subject_kind": "user", "subject": "li",
--           "other": "", "action": "change", "begins": "in_force", "body": "{}", "digest": "",
--           "reason_hash": "", "author": "a", "signed": 1, "now": 1, "about_no": null,
--           "previous_hash": "", "hash": "", "user_id": "li", "roles": "[]", "branches": "[]",
--           "managers": "[]"}
-- include decision_added
    AND EXISTS (SELECT 1 FROM users WHERE user_id = :user_id AND ended_at IS NULL);
UPDATE users SET roles = :roles, branches = :branches, managers = :managers, version = version + 1
WHERE user_id = :user_id AND ended_at IS NULL AND
-- include is_decided
;
