// The current run: the highest above 0 that has been published; no row before the first.
// Index: the label scan of runs, which are few.
MATCH (r:Run) WHERE r.published_at IS NOT NULL AND r.run_id > 0
RETURN r.run_id AS run_id, r.as_of AS as_of, r.published_at AS published_at
ORDER BY run_id DESC LIMIT 1;
