// The published runs of the current line, those above 0, the latest first.
// $limit  at most so many
// Index: run_id; linear in the runs.
// Example: {limit: 2}
MATCH (r:Run) WHERE r.run_id > 0 AND r.published_at IS NOT NULL
RETURN r.run_id AS run_id, r.as_of AS as_of, r.started_at AS started_at,
    r.published_at AS published_at, r.fingerprint AS fingerprint, r.report AS report
ORDER BY run_id DESC LIMIT $limit;
