// What open customers are called and identified by; one window of numbers at a time.
// Index: customer_no; linear in the customers.
// Example: {low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high AND c.closed_on IS NULL
RETURN collect(c.customer_no) AS customer_no, collect(c.name) AS name,
    collect(coalesce(c.id_number, '')) AS id_number,
    collect(coalesce(c.id_normalised, '')) AS id_normalised, collect(c.load_no) AS load_no;
