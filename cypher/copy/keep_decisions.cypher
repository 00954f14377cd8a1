// Keeps decisions under their numbers.
UNWIND $rows AS row
MERGE (d:Decision {decision_no: row.decision_no})
SET d.decision_id = row.decision_id, d.subject_kind = row.subject_kind,
    d.subject_id = row.subject_id, d.other_id = row.other_id, d.action = row.action,
    d.state = row.state, d.body = row.body, d.reason = row.reason, d.author = row.author,
    d.at = datetime({epochMillis: row.at}), d.previous_hash = row.previous_hash,
    d.hash = row.hash;
