// The highest number that a customer has.
// Index: customer_no; one node.
MATCH (c:Customer) RETURN c.customer_no AS customer_no ORDER BY customer_no DESC LIMIT 1;
