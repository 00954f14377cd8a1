// Of each of some customers whether it is a hub: whether more than $most accounts paid its own or
// were paid by them. What it reads ends with the first account above that.
// $customer_ids  the customers
// $most          so many make no hub yet
// $with_ended    whether payments and holders that are closed count too
UNWIND $customer_ids AS customer_id
MATCH (c:Customer {customer_id: customer_id})
CALL (c) {
  MATCH (c)-[h:HOLDS]->(:Account)-[p:PAID]-(there:Account)
  WHERE h.role <> 'authorised' AND there.account_no > 0
      AND ($with_ended OR h.closed_on IS NULL AND p.closed_on IS NULL)
  WITH DISTINCT there LIMIT $most + 1
  RETURN count(there) > $most AS hub
}
