// What customers keep at the bank and take in a year.
// Index: customer_no; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
    AND (c.assets IS NOT NULL OR c.annual_receipts IS NOT NULL)
RETURN collect(c.customer_no) AS customer_no, collect(coalesce(c.assets, 0.0 / 0.0)) AS assets,
    collect(coalesce(c.annual_receipts, 0.0 / 0.0)) AS annual_receipts,
    collect(c.load_no) AS load_no;
