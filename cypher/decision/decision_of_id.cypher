// One decision by the id that its maker gave it.
// $decision_id  the id
// Index: decision_id; one look-up.
// Example: {decision_id: "D-1"}
MATCH (d:Decision {decision_id: $decision_id})
RETURN d.decision_no AS decision_no, d.subject_kind AS subject_kind, d.subject_id AS subject_id,
    d.other_id AS other_id, d.action AS action, d.state AS state, d.body AS body,
    d.reason AS reason, d.author AS author, d.at AS at;
