-- Writes a decision under the next number; twice under one id is once.
-- :decision_id   the id that its maker gives it
-- :subject_kind  what it is about: identity
-- :subject_id    the subject's id
-- :other_id      the second subject's, or null
-- :action        what is decided
-- :state         proposed, in_force, rejected or withdrawn
-- :body          what else it says, as JSON
-- :reason        why
-- :author        who decides
-- :now           the instant, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"decision_id": "D-1", "subject_kind": "identity", "subject_id": "C1", "other_id": "C2",
--           "action": "same", "state": "in_force", "body": "{}", "reason": "r", "author": "a",
--           "now": 1}
INSERT OR IGNORE INTO decisions (
    decision_no, decision_id, subject_kind, subject_id, other_id, action, state, body, reason,
    author, at)
SELECT ifnull(max(decision_no), 0) + 1, :decision_id, :subject_kind, :subject_id, :other_id,
    :action, :state, :body, :reason, :author, :now
FROM decisions;
