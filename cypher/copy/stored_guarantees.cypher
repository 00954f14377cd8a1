// All rows of guarantees, closed ones too, a window at a time.
// Index: customer_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[x:GUARANTEES]->(b:Customer)
WITH * WHERE x.load_no IS NOT NULL
RETURN
    x.guarantee_id AS guarantee_id, a.customer_id AS guarantor_id, a.customer_no AS guarantor_no,
    b.customer_id AS borrower_id, b.customer_no AS borrower_no, x.amount AS amount,
    x.currency AS currency, toString(x.from_on) AS from_on, toString(x.to_on) AS to_on,
    x.source AS source, x.load_no AS load_no, x.digest AS digest,
    toString(x.closed_on) AS closed_on, x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
