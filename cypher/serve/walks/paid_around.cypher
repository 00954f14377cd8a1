// Whom some customers paid and who paid them, each pair and direction once, with the number of
// payments up to three. A hub, of which more than $most accounts are around, comes as a row of its
// own whose `to_id` is empty; its pairs only where $through says so, those first by account number.
// $customer_ids  the customers
// $most          so many make no hub yet
// $through       whether the pairs of hubs are wanted too
// $with_ended    whether payments and holders that are closed count too
// $limit         at most so many rows
// Index: customer_id; linear in the payments of customers that are no hubs, and of hubs where
// $through says so.
// Example: {customer_ids: ["P1"], most: 100, through: false, with_ended: false, limit: 500}
// include counterparts
CALL (c, hub) {
  WITH c, hub WHERE hub
  RETURN c.customer_id AS from_id, '' AS to_id, 0 AS payments
  UNION ALL
  WITH c, hub WHERE $through OR NOT hub
  MATCH (c)-[h:HOLDS]->(here:Account)
  WHERE h.role <> 'authorised' AND ($with_ended OR h.closed_on IS NULL)
  CALL (here) {
    MATCH (here)-[p:PAID]->(there:Account)
    WHERE there.account_no > 0 AND ($with_ended OR p.closed_on IS NULL)
    WITH there, count(p) AS payments ORDER BY there.account_no LIMIT $most + 1
    RETURN there, true AS outgoing, payments
    UNION ALL
    MATCH (here)<-[p:PAID]-(there:Account)
    WHERE there.account_no > 0 AND ($with_ended OR p.closed_on IS NULL)
    WITH there, count(p) AS payments ORDER BY there.account_no LIMIT $most + 1
    RETURN there, false AS outgoing, payments
  }
  MATCH (there)<-[o:HOLDS]-(b:Customer)
  WHERE o.role <> 'authorised' AND ($with_ended OR o.closed_on IS NULL) AND b <> c
  WITH CASE WHEN outgoing THEN c.customer_id ELSE b.customer_id END AS from_id,
      CASE WHEN outgoing THEN b.customer_id ELSE c.customer_id END AS to_id,
      sum(payments) AS payments
  RETURN from_id, to_id, payments
}
WITH from_id, to_id, max(payments) AS payments
RETURN from_id, to_id, CASE WHEN payments > 3 THEN 3 ELSE payments END AS payments
ORDER BY from_id, to_id LIMIT $limit;
