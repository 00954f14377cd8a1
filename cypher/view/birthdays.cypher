// The days on which open customers were born, where they are known.
// Index: customer_no; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
    AND c.closed_on IS NULL AND c.birth_on IS NOT NULL
RETURN collect(c.customer_no) AS customer_no, collect(toString(c.birth_on)) AS birth_on;
