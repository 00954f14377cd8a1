// All rows of referrals, closed ones too, a window at a time.
// Index: customer_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[x:REFERRED]->(b:Customer)
WITH * WHERE x.load_no IS NOT NULL
RETURN
    a.customer_id AS referrer_id, a.customer_no AS referrer_no, b.customer_id AS referred_id,
    b.customer_no AS referred_no, x.at.epochMillis AS at, x.campaign AS campaign,
    x.channel AS channel, x.source AS source, x.load_no AS load_no, x.digest AS digest,
    toString(x.closed_on) AS closed_on, x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
