-- Every decision about two numbers that is in force.
-- Index: decisions_kind, decisions_about; linear in the decisions about identities.
SELECT a.customer_no, b.customer_no AS other_no, d.action AS verdict, d.at, d.decision_no
FROM decisions d
JOIN customer_tokens one ON one.token = d.subject
JOIN customer_tokens two ON two.token = d.other
JOIN customers a ON a.customer_id = one.customer_id
JOIN customers b ON b.customer_id = two.customer_id
WHERE d.subject_kind = 'identity' AND d.about_no IS NULL AND
    -- include decision_state
    = 'in_force';
