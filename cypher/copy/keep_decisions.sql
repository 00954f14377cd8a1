-- Keeps decisions under their numbers; one that is there already stays.
INSERT INTO decisions (
    decision_no, decision_id, subject_kind, subject, other, action, begins, body, digest,
    reason_hash, author, signed, at, about_no, previous_hash, hash)
VALUES (
    :decision_no, :decision_id, :subject_kind, :subject, :other, :action, :begins, :body, :digest,
    :reason_hash, :author, :signed, :at, :about_no, :previous_hash, :hash)
ON CONFLICT (decision_no) DO NOTHING;
