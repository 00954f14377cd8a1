// Phones, addresses, devices and the like that say something, and who uses them.
// Index: customer_no; linear in the ties.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[r:SHARES]->(i:Identifier) WHERE r.closed_on IS NULL AND i.value <> ''
RETURN collect(c.customer_no) AS customer_no, collect(i.kind) AS kind, collect(r.value) AS value,
    collect(i.value) AS normalised, collect(r.blocked) AS blocked, collect(r.load_no) AS load_no;
