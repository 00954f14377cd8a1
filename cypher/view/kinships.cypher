// Kinship as recorded.
// Index: customer_no of the one who holds the tie; linear in the ties.
// Example: {low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:KIN_OF]->(b:Customer)
WHERE r.closed_on IS NULL
RETURN collect(a.customer_no) AS a_no,
    collect(b.customer_no) AS b_no,
    collect(r.relation) AS relation,
    collect(r.load_no) AS load_no;
