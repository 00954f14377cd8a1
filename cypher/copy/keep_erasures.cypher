// Keeps erasures under the new ids.
UNWIND $rows AS row
MERGE (e:Erasure {erased_id: row.erased_id})
SET e.customer_no = row.customer_no, e.decision_id = row.decision_id,
    e.certificate = row.certificate, e.at = row.at;
