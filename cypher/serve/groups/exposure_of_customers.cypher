// What the bank has lent to some customers, by customer and currency.
// $customer_ids  the customers
// Index: customer_id; linear in their exposures.
// Example: {customer_ids: ["C1"]}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids
MATCH (c)-[:HAS_EXPOSURE]->(e:Exposure) WHERE e.closed_on IS NULL
RETURN c.customer_id AS customer_id, e.currency AS currency, sum(e.amount) AS amount
ORDER BY customer_id, currency;
