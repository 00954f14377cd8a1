-- The next decisions after one that have no hash yet, in the order of their numbers.
-- :after  the number
-- :limit  at most so many
-- Index: the primary key; linear in the decisions.
-- Example: {"after": 0, "limit": 100}
SELECT d.decision_no, d.decision_id, d.subject_kind, d.subject, d.other, d.action, d.begins, d.body,
    d.digest, d.reason_hash AS reason, d.author, d.signed, d.at, d.about_no, x.salt,
    x.reason AS text, d.previous_hash, d.hash
FROM decisions d LEFT JOIN decision_texts x ON x.decision_no = d.decision_no
WHERE d.decision_no > :after AND d.hash = '' ORDER BY d.decision_no LIMIT :limit;
