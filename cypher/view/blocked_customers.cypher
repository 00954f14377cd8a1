// Open customers who are blocked.
// Index: customer_no; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL AND c.blocked
RETURN collect(c.customer_no) AS customer_no, collect(c.load_no) AS load_no;
