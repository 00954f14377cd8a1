// All rows of controls, closed ones too, a window at a time.
// Index: customer_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[x:CONTROLS]->(b:Customer)
WITH * WHERE x.load_no IS NOT NULL
RETURN
    a.customer_id AS controller_id, a.customer_no AS controller_no, b.customer_id AS controlled_id,
    b.customer_no AS controlled_no, x.basis AS basis, toString(x.from_on) AS from_on,
    toString(x.to_on) AS to_on, x.source AS source, x.load_no AS load_no, x.digest AS digest,
    toString(x.closed_on) AS closed_on, x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
