// Every open customer; one window of numbers at a time.
// Index: customer_no; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
RETURN collect(c.customer_no) AS customer_no, collect(c.customer_id) AS customer_id,
    collect(c.kind) AS kind, collect(c.is_client) AS is_client,
    collect(coalesce(c.net_assets, 0.0 / 0.0)) AS net_assets;
