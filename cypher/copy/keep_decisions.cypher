// Keeps decisions under their numbers.
UNWIND $rows AS row
MERGE (d:Decision {decision_no: row.decision_no})
SET d.decision_id = row.decision_id, d.subject_kind = row.subject_kind, d.subject = row.subject,
    d.other = row.other, d.action = row.action, d.begins = row.begins, d.body = row.body,
    d.digest = row.digest, d.reason_hash = row.reason_hash, d.author = row.author,
    d.signed = row.signed IN [true, 1], d.at = datetime({epochMillis: row.at}),
    d.about_no = row.about_no, d.previous_hash = row.previous_hash, d.hash = row.hash;
