// When the bank last dealt with some numbers of a customer: payments, exposures, guarantees.
// $customer_ids  the numbers
// Index: customer_id; linear in what the customer has and paid.
// Example: {customer_ids: ["P1"]}
CALL () {
  MATCH (c:Customer)-[h:HOLDS]->(a:Account)
  WHERE c.customer_id IN $customer_ids AND NOT a.external
  UNWIND [h.closed_on, a.closed_on] AS day
  RETURN day
  UNION ALL
  MATCH (c:Customer)-[:HOLDS]->(a:Account)-[p:PAID]-(:Account)
  WHERE c.customer_id IN $customer_ids AND NOT a.external
  RETURN date(p.at) AS day
  UNION ALL
  MATCH (c:Customer)-[:HAS_EXPOSURE]->(e:Exposure) WHERE c.customer_id IN $customer_ids
  UNWIND [e.due_on, e.closed_on] AS day
  RETURN day
  UNION ALL
  MATCH (c:Customer)-[g:GUARANTEES]-(:Customer) WHERE c.customer_id IN $customer_ids
  UNWIND [g.to_on, g.closed_on] AS day
  RETURN day
}
RETURN toString(max(day)) AS last_on;
