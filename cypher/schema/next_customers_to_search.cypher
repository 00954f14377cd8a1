// The next customers after a number, in the order of numbers, with all they are found by.
// $after  the number
// $limit  at most so many
// Index: customer_no; linear in the limit.
// Example: {after: 0, limit: 5000}
MATCH (c:Customer) WHERE c.customer_no > $after
RETURN c.customer_no AS customer_no, c.customer_id AS customer_id, c.name AS name,
    c.former_name AS former_name, c.id_number AS id_number
ORDER BY customer_no LIMIT $limit;
