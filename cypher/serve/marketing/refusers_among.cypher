// Which of some customers refused to be approached, by id.
// $customer_ids  the customers
// Index: customer_id; linear in the list.
// Example: {customer_ids: ["P1"]}
MATCH (c:Customer) WHERE c.customer_id IN $customer_ids AND c.marketing_consent = false
RETURN c.customer_id AS customer_id ORDER BY customer_id;
