// Every decision about two numbers that is in force, all in the first window.
// Index: decision_subject, customer_id; linear in the decisions about identities.
// Example: {low: 0, high: 10000}
MATCH (d:Decision) WHERE $low = 0 AND $high > 0 AND d.subject_kind = 'identity'
    AND d.subject_id IS NOT NULL AND d.state = 'in_force'
MATCH (a:Customer {customer_id: d.subject_id})
MATCH (b:Customer {customer_id: d.other_id})
RETURN collect(a.customer_no) AS customer_no, collect(b.customer_no) AS other_no,
    collect(d.action) AS verdict, collect(d.at.epochMillis) AS at,
    collect(d.decision_no) AS decision_no;
