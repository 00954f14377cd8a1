// Every decision about two numbers that is in force, all in the first window.
// Index: decided_kind, decided_about, customer_token; linear in the decisions about identities.
// Example: {low: 0, high: 10000}
MATCH (d:Decision) WHERE $low = 0 AND $high > 0 AND d.subject_kind = 'identity'
    AND d.decision_no > 0 AND d.about_no IS NULL AND
    // include decision_state
    = 'in_force'
MATCH (one:CustomerToken {token: d.subject})
MATCH (two:CustomerToken {token: d.other})
MATCH (a:Customer {customer_id: one.customer_id})
MATCH (b:Customer {customer_id: two.customer_id})
RETURN collect(a.customer_no) AS customer_no, collect(b.customer_no) AS other_no,
    collect(d.action) AS verdict, collect(d.at.epochMillis) AS at,
    collect(d.decision_no) AS decision_no;
