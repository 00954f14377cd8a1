// All rows of exposures, closed ones too, a window at a time.
// Index: customer_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[:HAS_EXPOSURE]->(x:Exposure)
WITH * WHERE x.load_no IS NOT NULL
RETURN
    x.exposure_id AS exposure_id, a.customer_id AS customer_id, a.customer_no AS customer_no,
    x.kind AS kind, x.amount AS amount, x.currency AS currency, toString(x.due_on) AS due_on,
    x.status AS status, x.undrawn AS undrawn, x.covered AS covered, x.five_class AS five_class,
    x.source AS source, x.load_no AS load_no, x.digest AS digest,
    toString(x.closed_on) AS closed_on, x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
