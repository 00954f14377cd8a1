// The open customers of whom a record or a decision says anything beside another.
// Index: customer_no, token_of_customer, decided_subject, decided_other; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
    AND (EXISTS { (c)-[:SAME_AS]-() }
        OR EXISTS { MATCH (t:CustomerToken {customer_id: c.customer_id})
                    MATCH (d:Decision {subject: t.token}) WHERE d.subject_kind = 'identity' }
        OR EXISTS { MATCH (t:CustomerToken {customer_id: c.customer_id})
                    MATCH (d:Decision {other: t.token}) WHERE d.subject_kind = 'identity' })
RETURN collect(c.customer_no) AS customer_no, collect(c.customer_id) AS customer_id,
    collect(c.source) AS source, collect(toInteger(c.is_client)) AS is_client;
