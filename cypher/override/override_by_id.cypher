// One override about a customer in scope, whatever its state.
// $override_id  the override
// $run_id       the run in which its group may be there
// Index: decision_id; one node.
// Example: {override_id: "OV-1", run_id: 1}
MATCH (d:Decision {decision_id: $override_id})
WHERE d.subject_kind = 'group' AND d.about_no IS NULL
MATCH (k:CustomerToken {token: d.other})
MATCH (c:Customer {customer_id: k.customer_id}) WHERE
    // include in_scope
WITH d, c
// include override_row
;
