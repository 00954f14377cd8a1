// What stands on a day between the bank and some numbers of a customer, by kind and id.
// $customer_ids  the numbers
// $on            the day
// Index: customer_id; linear in what the customer has.
// Example: {customer_ids: ["P1"], on: "2025-12-31"}
UNWIND $customer_ids AS customer_id
MATCH (c:Customer {customer_id: customer_id})
CALL (c) {
  MATCH (c)-[:HAS_EXPOSURE]->(e:Exposure)
  WHERE e.closed_on IS NULL AND
    // include unsettled
  RETURN 'exposure' AS kind, e.exposure_id AS standing_id
  UNION
  MATCH (c)-[g:GUARANTEES]-(:Customer)
  WHERE g.closed_on IS NULL AND coalesce(date($on) < g.to_on, true) AND coalesce(g.amount, 1) <> 0
  RETURN 'guarantee' AS kind, g.guarantee_id AS standing_id
  UNION
  MATCH (c)-[h:HOLDS]->(a:Account)
  WHERE h.closed_on IS NULL AND a.closed_on IS NULL AND NOT a.external
      AND NOT coalesce(a.status, '') IN ['closed', '销户', '已销户']
      AND coalesce(a.balance, 1) <> 0
  RETURN 'account' AS kind, a.account_id AS standing_id
}
RETURN DISTINCT kind, standing_id ORDER BY kind, standing_id;
