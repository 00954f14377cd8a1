// One published run.
// $run_id  the run
// Index: run_id; one node.
// Example: {run_id: 1}
MATCH (r:Run {run_id: $run_id}) WHERE r.published_at IS NOT NULL
RETURN r.run_id AS run_id, r.as_of AS as_of, r.started_at AS started_at,
    r.published_at AS published_at, r.fingerprint AS fingerprint, r.report AS report;
