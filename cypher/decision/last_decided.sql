-- The last decision of a kind about two subjects as the chain names them, about no other decision.
-- :subject_kind  the kind
-- :subject       the subject, a customer by its token
-- :other         the other
-- Index: decisions_subject; linear in the decisions about the subject.
-- Example: {"subject_kind": "lead", "subject": "0a", "other": "group_gap/G1"}
-- include decision_row
WHERE d.subject = :subject AND d.other = :other AND d.subject_kind = :subject_kind
    AND d.about_no IS NULL
ORDER BY d.decision_no DESC LIMIT 1;
