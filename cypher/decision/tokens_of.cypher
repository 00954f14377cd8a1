// The tokens of some customers, of those that have one.
// $customer_ids  the customers
// Index: token_of_customer; linear in the customers.
// Example: {customer_ids: ["C1"]}
MATCH (k:CustomerToken) WHERE k.customer_id IN $customer_ids
RETURN k.customer_id AS customer_id, k.token AS token ORDER BY customer_id;
