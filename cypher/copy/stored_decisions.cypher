// Every decision.
// Index: decision_no; linear in the decisions.
MATCH (d:Decision) WHERE d.decision_no > 0
RETURN
    d.decision_no AS decision_no, d.decision_id AS decision_id, d.subject_kind AS subject_kind,
    d.subject_id AS subject_id, d.other_id AS other_id, d.action AS action, d.state AS state,
    d.body AS body, d.reason AS reason, d.author AS author, d.at.epochMillis AS at,
    d.previous_hash AS previous_hash, d.hash AS hash;
