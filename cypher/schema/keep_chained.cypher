// Keeps the hashes of a decision.
UNWIND $rows AS row
MATCH (d:Decision {decision_no: row.decision_no})
SET d.reason_hash = row.reason_hash, d.previous_hash = row.previous_hash, d.hash = row.hash;
