// What customers take and spend in a year.
// Index: customer_no; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
    AND (c.annual_receipts IS NOT NULL OR c.annual_expenditures IS NOT NULL)
RETURN collect(c.customer_no) AS customer_no,
    collect(coalesce(c.annual_receipts, 0.0 / 0.0)) AS annual_receipts,
    collect(coalesce(c.annual_expenditures, 0.0 / 0.0)) AS annual_expenditures;
