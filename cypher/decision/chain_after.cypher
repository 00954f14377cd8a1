// Decisions after one as they are chained, in the order of their numbers.
// $after  the number
// $limit  at most so many
// Index: decision_no; linear in the limit.
// Example: {after: 0, limit: 1000}
MATCH (d:Decision) WHERE d.decision_no > $after
WITH d ORDER BY d.decision_no LIMIT $limit
// include chained_row
ORDER BY decision_no;
