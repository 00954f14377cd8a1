// Owners and joint holders of accounts, not those who are merely authorised.
// Index: customer_no; linear in them.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[r:HOLDS]->(a:Account) WHERE r.closed_on IS NULL AND r.role <> 'authorised'
RETURN collect(a.account_no) AS account_no, collect(c.customer_no) AS customer_no;
