// What the bank has lent to some customers under all their numbers, by customer and currency.
// $customer_ids  the customers
// $run_id        the run whose identities count
// Index: customer_id; linear in their exposures.
// Example: {customer_ids: ["C1"], run_id: 1}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids
CALL (c) {
  RETURN c AS number
  UNION
  MATCH (number:Customer)-[k:KNOWN_AS]->(c)
  WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
  RETURN number
}
MATCH (number)-[:HAS_EXPOSURE]->(e:Exposure) WHERE e.closed_on IS NULL
RETURN c.customer_id AS customer_id, e.currency AS currency, sum(e.amount) AS amount
ORDER BY customer_id, currency;
