// The two times of one published run.
// $run_id  the run
// Index: run_id; one row.
// Example: {run_id: 3}
MATCH (r:Run {run_id: $run_id}) WHERE r.published_at IS NOT NULL
RETURN r.run_id AS run_id, r.as_of AS as_of, r.published_at AS published_at;
