// Who depends on whom, as recorded.
// Index: customer_no of the dependent; linear in the ties.
// Example: {low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:DEPENDS_ON]->(b:Customer) WHERE r.closed_on IS NULL
RETURN collect(b.customer_no) AS provider_no,
    collect(a.customer_no) AS dependent_no,
    collect(r.basis) AS basis,
    collect(coalesce(r.share, 0.0 / 0.0)) AS share,
    collect(r.load_no) AS load_no;
