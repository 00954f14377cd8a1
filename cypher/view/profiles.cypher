// Where customers belong.
// Index: customer_no; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
RETURN collect(c.customer_no) AS customer_no, collect(coalesce(c.region, '')) AS region,
    collect(coalesce(c.branch, '')) AS branch, collect(coalesce(c.industry, '')) AS industry,
    collect(coalesce(c.relationship_manager, '')) AS relationship_manager;
