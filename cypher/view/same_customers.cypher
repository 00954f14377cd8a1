// Which customers the bank believes to be one.
// Index: customer_no; linear in the ties.
// Example: {low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:SAME_AS]->(b:Customer) WHERE r.closed_on IS NULL AND coalesce(r.verdict, 'same') = 'same'
RETURN collect(a.customer_no) AS customer_no, collect(b.customer_no) AS other_no,
    collect(coalesce(r.basis, '')) AS basis, collect(r.load_no) AS load_no;
