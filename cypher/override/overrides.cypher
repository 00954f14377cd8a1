// Overrides about customers in scope in the order they were made, of one group or of all.
// $group_id   the group; '' for all
// $states     only in these states
// $run_id     the run in which their groups may be there
// $after      only after this decision's number
// $limit      at most so many
// Index: decided_kind, decided_about; linear in the overrides made.
// Example: {group_id: "G1", states: ["in_force"], run_id: 1, after: 0, limit: 50}
MATCH (d:Decision {subject_kind: 'group'}) WHERE d.decision_no > $after AND d.about_no IS NULL
    AND ($group_id = '' OR d.subject = $group_id) AND
    // include decision_state
    IN $states
MATCH (k:CustomerToken {token: d.other})
MATCH (c:Customer {customer_id: k.customer_id}) WHERE
    // include in_scope
WITH d, c ORDER BY d.decision_no LIMIT $limit
// include override_row
ORDER BY decision_no;
