// The exposures on all numbers of a customer in scope, settled ones too, by id.
// $customer_id  the customer, as it is known
// $run_id       the run whose identities count
// $factors      by kind what part of what is not drawn counts
// $on           the day on which one may be overdue
// $after_id     only after this exposure
// $limit        at most so many
// Index: customer_id; linear in the customer's.
// Example: {customer_id: "C1", run_id: 1, factors: {}, on: "2025-12-31", after_id: "", limit: 50}
MATCH (known:Customer {customer_id: $customer_id})
CALL (known) {
  RETURN known AS c
  UNION
  MATCH (c:Customer)-[k:KNOWN_AS]->(known)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN c
}
MATCH (c)-[:HAS_EXPOSURE]->(e:Exposure)
WHERE e.closed_on IS NULL AND e.exposure_id > $after_id AND
    // include in_scope
RETURN
    // include exposure_row
ORDER BY exposure_id LIMIT $limit;
