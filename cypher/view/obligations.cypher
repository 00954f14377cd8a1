// What customers owe each other.
// Index: customer_no of the debtor; linear in the ties.
// Example: {low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:OWES]->(b:Customer) WHERE r.closed_on IS NULL
RETURN collect(a.customer_no) AS debtor_no, collect(b.customer_no) AS creditor_no,
    collect(r.amount) AS amount, collect(r.currency) AS currency, collect(r.load_no) AS load_no;
