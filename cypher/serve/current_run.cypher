// The current run; no row before the first.
// Index: the label scan of runs, which are few.
MATCH (r:Run) WHERE r.published_at IS NOT NULL
RETURN r.run_id AS run_id, r.as_of AS as_of, r.started_at AS started_at,
    r.published_at AS published_at, r.fingerprint AS fingerprint, r.report AS report
ORDER BY run_id DESC LIMIT 1;
