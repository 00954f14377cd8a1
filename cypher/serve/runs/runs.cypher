// Published runs, the latest first.
// $before  only runs below this one
// $limit   at most so many
// Index: run_id; linear in the runs.
// Example: {before: 1000000, limit: 50}
MATCH (r:Run) WHERE r.run_id < $before AND r.published_at IS NOT NULL
RETURN r.run_id AS run_id, r.as_of AS as_of, r.started_at AS started_at,
    r.published_at AS published_at, r.fingerprint AS fingerprint, r.report AS report
ORDER BY run_id DESC LIMIT $limit;
