// Payments that have an account at both ends; one window of paying accounts at a time.
// Index: account_no; linear in the payments.
// Example: {low: 0, high: 10000}
MATCH (a:Account) WHERE $low <= a.account_no < $high AND a.account_no > 0
MATCH (a)-[r:PAID]->(b:Account) WHERE r.closed_on IS NULL AND b.account_no > 0
RETURN collect(a.account_no) AS from_no, collect(b.account_no) AS to_no,
    collect(r.amount) AS amount, collect(r.at.epochMillis) AS at, collect(r.load_no) AS load_no;
