// Every erasure.
// Index: erased_id; linear in the erasures.
MATCH (e:Erasure) WHERE e.erased_id > ''
RETURN e.erased_id AS erased_id, e.customer_no AS customer_no, e.decision_id AS decision_id,
    e.certificate AS certificate, e.at AS at;
