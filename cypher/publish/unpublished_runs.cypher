// Runs that were begun and never published.
// Index: the label scan of runs, which are few.
MATCH (r:Run) WHERE r.published_at IS NULL RETURN r.run_id AS run_id ORDER BY run_id;
