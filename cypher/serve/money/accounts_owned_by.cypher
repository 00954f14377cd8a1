// The accounts of which any of some customers is an owner or a joint holder.
// $customer_ids  the customers
// Index: customer_id; linear in their accounts.
// Example: {customer_ids: ["P1"]}
UNWIND $customer_ids AS wanted
MATCH (c:Customer {customer_id: wanted})-[h:HOLDS]->(a:Account)
WHERE h.closed_on IS NULL AND h.role IN ['owner', 'joint']
RETURN a.account_id AS account_id, c.customer_id AS customer_id
ORDER BY account_id, customer_id;
