-- Every decision about two numbers that is in force.
-- Index: decisions_subject; linear in the decisions about identities.
SELECT a.customer_no, b.customer_no AS other_no, d.action AS verdict, d.at, d.decision_no
FROM decisions d
JOIN customers a ON a.customer_id = d.subject_id
JOIN customers b ON b.customer_id = d.other_id
WHERE d.subject_kind = 'identity' AND d.state = 'in_force';
