// Published runs to which what stands for "now" was not brought yet.
// Index: the label scan of runs, which are few.
MATCH (r:Run) WHERE r.published_at IS NOT NULL AND r.tagged_at IS NULL AND r.run_id > 0
RETURN r.run_id AS run_id ORDER BY run_id;
