-- Every decision.
-- :place  from this number on
-- Index: the primary key; linear in the decisions.
-- Example: {"place": 0}
SELECT decision_no AS position,
    decision_no, decision_id, subject_kind, subject, other, action, begins, body, digest,
    reason_hash, author, signed, at, about_no, previous_hash, hash
FROM decisions WHERE decision_no >= :place ORDER BY decision_no;
