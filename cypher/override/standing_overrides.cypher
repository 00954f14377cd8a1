// The overrides of a customer in a group that are in force or proposed; one at most.
// $group_id     the group
// $customer_id  the customer
// $run_id       the run in which the group may be there
// Index: token_of_customer, decided_other, decided_about; linear in what was decided about it.
// Example: {group_id: "G1", customer_id: "C1", run_id: 1}
MATCH (k:CustomerToken {customer_id: $customer_id})
MATCH (d:Decision {other: k.token})
WHERE d.subject = $group_id AND d.subject_kind = 'group' AND d.about_no IS NULL AND
    // include decision_state
    IN ['proposed', 'in_force']
MATCH (c:Customer {customer_id: k.customer_id}) WHERE
    // include in_scope
WITH d, c
// include override_row
ORDER BY decision_no;
