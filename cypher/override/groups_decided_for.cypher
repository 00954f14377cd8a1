// The groups that people decided a customer to be in or out of, the latest decision last.
// $customer_id  the customer
// $run_id       the run whose identities count
// Index: override_in_force; linear in the decisions that are in force.
// Example: {customer_id: "P1", run_id: 1}
MATCH (o:Override)
WHERE o.group_id > '' AND o.customer_id IS NOT NULL AND o.in_force IS NOT NULL
MATCH (c:Customer {customer_id: o.customer_id})
OPTIONAL MATCH (c)-[k:KNOWN_AS]->(other:Customer)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
WITH o, coalesce(other, c) AS known
WHERE known.customer_id = $customer_id
RETURN o.group_id AS group_id, o.decision AS decision
ORDER BY group_id, o.made_at;
