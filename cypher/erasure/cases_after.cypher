// The cases after one, in the order of their numbers.
// $after  the number of the one
// $limit  at most so many
// Index: case_no; linear in the cases that come back.
// Example: {after: 0, limit: 100}
MATCH (c:Case) WHERE c.case_no > $after
RETURN c.case_no AS case_no, c.title AS title, c.customers AS customers, c.answer AS answer
ORDER BY case_no LIMIT $limit;
