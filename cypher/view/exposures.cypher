// What the bank stands to lose with whom, whatever is not settled.
// Index: customer_no; linear in the exposures.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[:HAS_EXPOSURE]->(e:Exposure)
WHERE e.closed_on IS NULL AND
    // include unsettled
RETURN collect(c.customer_no) AS customer_no, collect(coalesce(e.kind, 'other')) AS kind,
    collect(e.currency) AS currency,
    collect(
    // include drawn
    ) AS drawn,
    collect(
    // include undrawn
    ) AS undrawn,
    collect(coalesce(e.covered, 0.0)) AS covered;
