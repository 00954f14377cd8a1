// The decisions of one kind about any of some subjects, the latest first.
// $subject_kind  the kind
// $subject_ids   the subjects' ids
// Index: decision_subject, decision_other; linear in the answer.
// Example: {subject_kind: "identity", subject_ids: ["C1"]}
CALL () {
  UNWIND $subject_ids AS subject_id
  MATCH (d:Decision {subject_kind: $subject_kind, subject_id: subject_id})
  RETURN d
  UNION
  UNWIND $subject_ids AS subject_id
  MATCH (d:Decision {subject_kind: $subject_kind, other_id: subject_id})
  RETURN d
}
RETURN d.decision_no AS decision_no, d.subject_kind AS subject_kind, d.subject_id AS subject_id,
    d.other_id AS other_id, d.action AS action, d.state AS state, d.body AS body,
    d.reason AS reason, d.author AS author, d.at AS at
ORDER BY decision_no DESC;
