// The decision `d` as it is chained, with what lies beside it.
OPTIONAL MATCH (x:DecisionText {decision_no: d.decision_no})
RETURN d.decision_no AS decision_no, d.decision_id AS decision_id, d.subject_kind AS subject_kind,
    d.subject AS subject, d.other AS other, d.action AS action, d.begins AS begins, d.body AS body,
    d.digest AS digest, d.reason_hash AS reason, d.author AS author, d.signed AS signed,
    d.at.epochMillis AS at, d.about_no AS about_no, x.salt AS salt, x.reason AS text,
    d.previous_hash AS previous_hash, d.hash AS hash
