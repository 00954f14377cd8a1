// Keeps the reasons of decisions.
UNWIND $rows AS row
MERGE (x:DecisionText {decision_no: row.decision_no})
SET x.salt = row.salt, x.reason = row.reason;
