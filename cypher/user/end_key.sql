-- Ends a key, with the decision to do so. Nothing where another decision has the number.
-- :decision_no .. :hash  as of a decision that is added: see decision/add_decision.sql
-- :now     the instant, in milliseconds since 1970
-- :key_id  the key
-- Index: the primary keys; two rows.
-- Example: {"decision_no": 1, "decision_id": "D-1", "subject_kind": "key", "subject": "li",
--           "other": "", "action": "end", "begins": "in_force", "body": "{}", "digest": "",
--           "reason_hash": "", "author": "a", "signed": 1, "now": 1, "about_no": null,
--           "previous_hash": "", "hash": "", "key_id": "k1"}
-- include decision_added
    AND EXISTS (SELECT 1 FROM keys WHERE key_id = :key_id AND ended_at IS NULL);
UPDATE keys SET ended_at = :now
WHERE key_id = :key_id AND ended_at IS NULL AND
-- include is_decided
;
