// All rows of same_as, closed ones too, a window at a time.
// Index: customer_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[x:SAME_AS]->(b:Customer)
WITH * WHERE x.load_no IS NOT NULL
RETURN
    a.customer_id AS customer_id, a.customer_no AS customer_no, b.customer_id AS other_customer_id,
    b.customer_no AS other_no, x.basis AS basis, x.verdict AS verdict,
    x.first_load_no AS first_load_no, x.source AS source, x.load_no AS load_no, x.digest AS digest,
    toString(x.closed_on) AS closed_on, x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
