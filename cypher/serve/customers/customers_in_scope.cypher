// Those of some customers who are in scope, by their numbers.
// $numbers  the numbers
// Index: customer_no; linear in the numbers.
// Example: {numbers: [1, 2]}
MATCH (c:Customer) WHERE c.customer_no IN $numbers AND
    // include in_scope
RETURN c.customer_no AS customer_no ORDER BY customer_no;
