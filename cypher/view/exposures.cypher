// What the bank has lent to whom.
// Index: customer_no; linear in the exposures.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[:HAS_EXPOSURE]->(e:Exposure) WHERE e.closed_on IS NULL
RETURN collect(c.customer_no) AS customer_no, collect(e.amount) AS amount,
    collect(e.currency) AS currency;
