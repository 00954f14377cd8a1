// Every customer's id and number, closed ones too; one window of numbers at a time.
// Index: customer_no; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
RETURN collect(c.customer_id) AS customer_id, collect(c.customer_no) AS customer_no;
