// Puts cases in the place of kept ones, where the erasure of a decision was made.
UNWIND $rows AS row
MATCH (e:Erasure {decision_id: row.decision_id})
WITH DISTINCT row
MATCH (c:Case {case_no: row.case_no})
SET c.title = row.title, c.customers = row.customers, c.answer = row.answer;
