// Runs that were begun and never built to their end.
// Index: the label scan of runs, which are few.
MATCH (r:Run) WHERE r.published_at IS NULL AND r.fingerprint = ''
RETURN r.run_id AS run_id ORDER BY run_id;
