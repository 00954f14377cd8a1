// All rows of identifiers, closed ones too, a window at a time.
// Index: customer_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[x:SHARES]->(b:Identifier)
WITH * WHERE x.load_no IS NOT NULL
RETURN
    a.customer_id AS customer_id, a.customer_no AS customer_no, b.kind AS kind, x.value AS value,
    x.blocked AS blocked, b.value AS normalised, x.source AS source, x.load_no AS load_no,
    x.digest AS digest, toString(x.closed_on) AS closed_on,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
