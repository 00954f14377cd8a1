-- The decision of a number.
-- :decision_no  the number
-- Index: the primary key; one look-up.
-- Example: {"decision_no": 1}
SELECT d.decision_no, d.decision_id, d.subject_kind, d.subject, d.other, d.action, d.begins, d.body,
    d.digest, d.reason_hash AS reason, d.author, d.signed, d.at, d.about_no, x.salt,
    x.reason AS text, d.previous_hash, d.hash
FROM decisions d LEFT JOIN decision_texts x ON x.decision_no = d.decision_no
WHERE d.decision_no = :decision_no;
