// The open customers of whom a record or a decision says anything beside another.
// Index: customer_no, decision_subject, decision_other; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
    AND (EXISTS { (c)-[:SAME_AS]-() }
        OR EXISTS { MATCH (:Decision {subject_kind: 'identity', subject_id: c.customer_id}) }
        OR EXISTS { MATCH (:Decision {subject_kind: 'identity', other_id: c.customer_id}) })
RETURN collect(c.customer_no) AS customer_no, collect(c.customer_id) AS customer_id,
    collect(c.source) AS source, collect(toInteger(c.is_client)) AS is_client;
