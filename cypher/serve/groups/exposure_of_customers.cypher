// The exposures to some customers under all their numbers, by customer and currency; not settled ones.
// $customer_ids  the customers
// $run_id        the run whose identities count
// $factors       by kind what part of what is not drawn counts
// $on            the day on which an exposure may be overdue
// Index: customer_id; linear in their exposures.
// Example: {customer_ids: ["C1"], run_id: 1, factors: {}, on: "2025-12-31"}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids
CALL (c) {
  RETURN c AS number
  UNION
  MATCH (number:Customer)-[k:KNOWN_AS]->(c)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN number
}
MATCH (number)-[:HAS_EXPOSURE]->(e:Exposure)
WHERE e.closed_on IS NULL AND
    // include unsettled
RETURN c.customer_id AS customer_id, e.currency AS currency,
    // include exposure_sums
ORDER BY customer_id, currency;
