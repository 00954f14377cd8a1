// The current run: the highest that has been published; no row before the first.
// Index: the label scan of runs, which are few.
MATCH (r:Run) WHERE r.published_at IS NOT NULL
RETURN r.run_id AS run_id ORDER BY run_id DESC LIMIT 1;
