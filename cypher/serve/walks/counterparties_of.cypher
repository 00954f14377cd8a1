// Whom one customer paid and who paid it, hub or not: as paid_around, for those of its accounts'
// counterparties that come first by number, so many of each account and direction. Where there are
// more, a row whose `to_id` is empty says so.
// $customer_ids  the customer, a list of one
// $most          at most so many counterparties
// $with_ended    whether payments and holders that are closed count too
// Index: customer_id, account_no; linear in the payments of accounts that have at most 20,000. For
// those with more all accounts are asked, in their order, until enough have dealt with them.
// Example: {customer_ids: ["P1"], most: 100, with_ended: false}
// include counterparts
CALL (c, hub) {
  WITH c, hub WHERE hub
  RETURN c.customer_id AS from_id, '' AS to_id, 0 AS payments
  UNION ALL
  WITH c
  MATCH (c)-[h:HOLDS]->(here:Account)
  WHERE h.role <> 'authorised' AND ($with_ended OR h.closed_on IS NULL)
  CALL (here) {
    // An UNWIND of nothing keeps the rest from being looked at.
    UNWIND CASE WHEN count { (here)-[:PAID]->() } <= 20000 THEN [here] ELSE [] END AS few
    MATCH (few)-[p:PAID]->(there:Account)
    WHERE there.account_no > 0 AND ($with_ended OR p.closed_on IS NULL)
    WITH there, count(p) AS payments ORDER BY there.account_no LIMIT $most + 1
    RETURN there, true AS outgoing, payments
    UNION ALL
    UNWIND CASE WHEN count { (here)-[:PAID]->() } > 20000 THEN [here] ELSE [] END AS many
    MATCH (there:Account) USING INDEX there:Account(account_no)
    WHERE there.account_no > 0
        AND EXISTS { (many)-[p:PAID]->(there) WHERE $with_ended OR p.closed_on IS NULL }
    WITH many, there ORDER BY there.account_no LIMIT $most + 1
    RETURN there, true AS outgoing,
        count { (many)-[p:PAID]->(there) WHERE $with_ended OR p.closed_on IS NULL } AS payments
    UNION ALL
    UNWIND CASE WHEN count { (here)<-[:PAID]-() } <= 20000 THEN [here] ELSE [] END AS few
    MATCH (few)<-[p:PAID]-(there:Account)
    WHERE there.account_no > 0 AND ($with_ended OR p.closed_on IS NULL)
    WITH there, count(p) AS payments ORDER BY there.account_no LIMIT $most + 1
    RETURN there, false AS outgoing, payments
    UNION ALL
    UNWIND CASE WHEN count { (here)<-[:PAID]-() } > 20000 THEN [here] ELSE [] END AS many
    MATCH (there:Account) USING INDEX there:Account(account_no)
    WHERE there.account_no > 0
        AND EXISTS { (many)<-[p:PAID]-(there) WHERE $with_ended OR p.closed_on IS NULL }
    WITH many, there ORDER BY there.account_no LIMIT $most + 1
    RETURN there, false AS outgoing,
        count { (many)<-[p:PAID]-(there) WHERE $with_ended OR p.closed_on IS NULL } AS payments
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
ORDER BY from_id, to_id;
