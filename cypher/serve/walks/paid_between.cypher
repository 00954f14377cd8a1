// What some customers paid some others, added up by currency, in the order of the pairs; what was
// paid by records that are closed now stands apart.
// $pairs       the payer and the payee of each pair
// $with_ended  whether payments and holders that are closed count too
// Index: customer_id; linear in the payments of the accounts of either end, whichever has fewer.
// Example: {pairs: [["P1", "P2"]], with_ended: false}
UNWIND $pairs AS pair
WITH DISTINCT pair
MATCH (a:Customer {customer_id: pair[0]}) MATCH (b:Customer {customer_id: pair[1]})
MATCH (a)-[ha:HOLDS]->(x:Account)
WHERE ha.role <> 'authorised' AND ($with_ended OR ha.closed_on IS NULL)
MATCH (b)-[hb:HOLDS]->(y:Account)
WHERE hb.role <> 'authorised' AND ($with_ended OR hb.closed_on IS NULL)
// Both ends are known from here on, so that neither is expanded.
WITH DISTINCT a.customer_id AS from_id, b.customer_id AS to_id, x, y,
    ha.closed_on IS NOT NULL OR hb.closed_on IS NOT NULL AS left
MATCH (x)-[p:PAID]->(y) WHERE $with_ended OR p.closed_on IS NULL
WITH from_id, to_id, p.currency AS currency, left OR p.closed_on IS NOT NULL AS ended,
    max(p.load_no) AS load_no, count(p) AS payments, sum(p.amount) AS amount, max(p.at) AS last_at
RETURN 'PAID' AS type, 'Customer' AS from_label, from_id, 'Customer' AS to_label, to_id, load_no,
    {payments: payments, amount: amount, currency: currency, last_at: last_at} AS properties, ended
ORDER BY from_id, to_id, ended, currency;
