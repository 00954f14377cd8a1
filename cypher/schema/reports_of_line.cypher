// The next published runs after one, with their reports.
// $after  only runs above this one
// $limit  at most so many
// Index: run_id; linear in the limit.
// Example: {after: 0, limit: 100}
MATCH (r:Run) WHERE r.run_id > $after AND r.published_at IS NOT NULL
RETURN r.run_id AS run_id, r.report AS report ORDER BY run_id LIMIT $limit;
