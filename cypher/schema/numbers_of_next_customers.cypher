// The next customers after one, in the order of their numbers, with the number of their licence.
// $after  the number of the last customer before them
// $limit  at most so many
// Index: customer_no; linear in the limit.
// Example: {after: 0, limit: 2000}
MATCH (c:Customer) WHERE c.customer_no > $after
RETURN c.customer_no AS customer_no, c.id_type AS id_type, c.id_number AS id_number
ORDER BY customer_no LIMIT $limit;
