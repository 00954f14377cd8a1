// Every open record about two numbers, whatever it says of them.
// Index: customer_no; linear in the records.
// Example: {low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:SAME_AS]->(b:Customer) WHERE r.closed_on IS NULL
RETURN collect(a.customer_no) AS customer_no, collect(b.customer_no) AS other_no,
    collect(coalesce(r.verdict, 'same')) AS verdict, collect(coalesce(r.basis, '')) AS basis,
    collect(r.first_load_no) AS first_load_no;
