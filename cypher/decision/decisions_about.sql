-- The decisions of one kind about any of some subjects, the latest first.
-- :subject_kind  the kind
-- :subject_ids   the subjects' ids, a JSON list
-- Index: decisions_subject, decisions_other; linear in the answer.
-- Example: {"subject_kind": "identity", "subject_ids": "[\"C1\"]"}
SELECT d.decision_no, d.subject_kind, d.subject_id, d.other_id, d.action, d.state, d.body, d.reason,
    d.author, strftime('%Y-%m-%dT%H:%M:%fZ', d.at / 1000.0, 'unixepoch') AS at
FROM decisions d
WHERE d.decision_no IN (
    SELECT decision_no FROM decisions
    WHERE subject_kind = :subject_kind AND subject_id IN (SELECT value FROM json_each(:subject_ids))
    UNION
    SELECT decision_no FROM decisions
    WHERE subject_kind = :subject_kind AND other_id IN (SELECT value FROM json_each(:subject_ids)))
ORDER BY d.decision_no DESC;
