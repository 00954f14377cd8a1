// The published runs up to one, the latest first.
// $run_id  the run
// Index: run_id; linear in the runs.
// Example: {run_id: 3}
MATCH (r:Run) WHERE r.run_id <= $run_id AND r.published_at IS NOT NULL
RETURN r.run_id AS run_id, toString(r.as_of) AS as_of, r.started_at.epochMillis AS started_at,
    r.published_at.epochMillis AS published_at, r.fingerprint AS fingerprint, r.report AS report,
    r.withdrew AS withdrew
ORDER BY run_id DESC;
