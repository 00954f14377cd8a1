-- Keeps decisions under their numbers; one that is there already stays.
INSERT INTO decisions (
    decision_no, decision_id, subject_kind, subject_id, other_id, action, state, body, reason,
    author, at, previous_hash, hash)
VALUES (
    :decision_no, :decision_id, :subject_kind, :subject_id, :other_id, :action, :state, :body,
    :reason, :author, :at, :previous_hash, :hash)
ON CONFLICT (decision_no) DO NOTHING;
