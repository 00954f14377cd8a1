-- The decisions of one kind about any of some customers, the latest first.
-- :subject_kind  the kind
-- :customer_ids  the customers, a JSON list
-- Index: customer_tokens.customer_id, decisions_subject, decisions_other; linear in the answer.
-- Example: {"subject_kind": "identity", "customer_ids": "[\"C1\"]"}
-- include decision_row
WHERE d.subject_kind = :subject_kind AND d.about_no IS NULL AND d.decision_no IN (
    SELECT made.decision_no
    FROM json_each(:customer_ids) asked CROSS JOIN customer_tokens k ON k.customer_id = asked.value
    CROSS JOIN decisions made ON made.subject = k.token
    UNION
    SELECT made.decision_no
    FROM json_each(:customer_ids) asked CROSS JOIN customer_tokens k ON k.customer_id = asked.value
    CROSS JOIN decisions made ON made.other = k.token AND made.other <> '')
ORDER BY d.decision_no DESC;
