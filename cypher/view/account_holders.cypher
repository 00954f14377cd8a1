// Who holds which account, and as what.
// Index: customer_no; linear in the ties.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[r:HOLDS]->(a:Account) WHERE r.closed_on IS NULL
RETURN collect(a.account_no) AS account_no, collect(a.account_id) AS account_id,
    collect(c.customer_no) AS customer_no, collect(r.role) AS role, collect(r.load_no) AS load_no;
