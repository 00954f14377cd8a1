// Runs that are built and wait for a yes, which is at most one.
// Index: the label scan of runs, which are few.
MATCH (r:Run) WHERE r.published_at IS NULL AND r.fingerprint <> ''
RETURN r.run_id AS run_id, toString(r.as_of) AS as_of, r.fingerprint AS fingerprint,
    r.report AS report
ORDER BY run_id;
