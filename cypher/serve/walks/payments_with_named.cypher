// Payments of some customers with accounts of nobody known that have a name or a bank, either way:
// one edge an account and currency, in the order of its ends.
// $customer_ids  the customers
// $limit         at most so many
// Index: customer_id; linear in the payments of the customers.
// Example: {customer_ids: ["P1"], limit: 500}
UNWIND $customer_ids AS customer_id
MATCH (c:Customer {customer_id: customer_id})-[h:HOLDS]->(:Account)-[p:PAID]-(x:Account)
WHERE h.closed_on IS NULL AND h.role <> 'authorised' AND p.closed_on IS NULL
    AND coalesce(x.name, x.bank) IS NOT NULL
    AND NOT EXISTS {
      MATCH (:Customer)-[o:HOLDS]->(x) WHERE o.closed_on IS NULL AND o.role <> 'authorised'
    }
WITH c, x, startNode(p) = x AS received, p.currency AS currency, max(p.load_no) AS load_no,
    count(p) AS payments, sum(p.amount) AS amount, max(p.at) AS last_at
RETURN 'PAID' AS type,
    CASE WHEN received THEN 'Account' ELSE 'Customer' END AS from_label,
    CASE WHEN received THEN x.account_id ELSE c.customer_id END AS from_id,
    CASE WHEN received THEN 'Customer' ELSE 'Account' END AS to_label,
    CASE WHEN received THEN c.customer_id ELSE x.account_id END AS to_id,
    load_no,
    {payments: payments, amount: amount, currency: currency, last_at: last_at} AS properties,
    false AS ended
ORDER BY from_id, to_id, from_label, properties.currency LIMIT $limit;
