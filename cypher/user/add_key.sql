-- Adds a key to a user, with the decision to do so. Nothing where another decision has the number.
-- :decision_no .. :hash  as of a decision that is added: see decision/add_decision.sql
-- :now            the instant, in milliseconds since 1970
-- :key_id         the key
-- :user_id        the user
-- :digest_of_key  the SHA-256 of its secret
-- :roles          the roles, JSON
-- :expires_at     when it expires, in milliseconds since 1970
-- Index: the primary keys; two rows.
-- Example: {"decision_no": 1, "decision_id": "D-1", "subject_kind": "key", "subject": "li",
--           "other": "", "action": "add", "begins": "in_force", "body": "{}", "digest": "",
--           "reason_hash": "", "author": "a", "signed": 1, "now": 1, "about_no": null,
--           "previous_hash": "", "hash": "", "key_id": "k1", "user_id": "li", "digest_of_key":
--           "d", "roles": "[]", "expires_at": 2}
-- include decision_added
    AND NOT EXISTS (SELECT 1 FROM keys WHERE key_id = :key_id);
INSERT OR IGNORE INTO keys (key_id, user_id, digest, roles, made_at, expires_at)
SELECT :key_id, :user_id, :digest_of_key, :roles, :now, :expires_at
WHERE
-- include is_decided
;
