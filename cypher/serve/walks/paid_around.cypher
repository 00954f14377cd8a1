// Whom some customers paid and who paid them, each pair and direction once, with the number of
// payments up to three. A hub, of which more than $most accounts are around, comes as a row of its
// own whose `to_id` is empty, without pairs.
// $customer_ids  the customers
// $most          so many make no hub yet
// $with_ended    whether payments and holders that are closed count too
// $limit         at most so many rows
// Index: customer_id; linear in the payments of customers that are no hubs.
// Example: {customer_ids: ["P1"], most: 100, with_ended: false, limit: 500}
// include counterparts
CALL (c, hub) {
  WITH c, hub WHERE hub
  RETURN c.customer_id AS from_id, '' AS to_id, 0 AS payments
  UNION ALL
  WITH c, hub WHERE NOT hub
  MATCH (c)-[h:HOLDS]->(:Account)-[p:PAID]-(there:Account)
  WHERE h.role <> 'authorised' AND there.account_no > 0
      AND ($with_ended OR h.closed_on IS NULL AND p.closed_on IS NULL)
  WITH c, there, startNode(p) <> there AS outgoing, count(p) AS payments
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
