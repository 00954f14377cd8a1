// The groups `group_id` into which people decided a customer, under any of its numbers: what is in
// force.
// $customer_id  the customer
// $run_id       the run whose identities count
MATCH (one:Customer {customer_id: $customer_id})
CALL (one) {
  RETURN one AS own
  UNION
  MATCH (own:Customer)-[k:KNOWN_AS]->(one)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN own
}
MATCH (t:CustomerToken {customer_id: own.customer_id})
MATCH (d:Decision {other: t.token})
WHERE d.subject_kind = 'group' AND d.about_no IS NULL AND d.action = 'in' AND
    // include decision_state
    = 'in_force'
WITH DISTINCT d.subject AS group_id
