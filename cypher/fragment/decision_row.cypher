// The decision `d`: its subjects by their ids, its reason and its state; of what was erased '' is
// told, and the number that stands for a customer.
OPTIONAL MATCH (one:CustomerToken {token: d.subject})
OPTIONAL MATCH (two:CustomerToken {token: d.other})
OPTIONAL MATCH (x:DecisionText {decision_no: d.decision_no})
RETURN d.decision_no AS decision_no, d.decision_id AS decision_id, d.subject_kind AS subject_kind,
    coalesce(one.customer_id, d.subject) AS subject, coalesce(two.customer_id, d.other) AS other,
    d.action AS action,
    // include decision_state
    AS state, d.begins AS begins, d.body AS body, d.digest AS digest,
    coalesce(x.reason, '') AS reason, d.author AS author, d.signed AS signed, d.at AS at,
    d.about_no AS about_no, d.previous_hash AS previous_hash, d.hash AS hash
