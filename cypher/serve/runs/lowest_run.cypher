// The lowest number of a run, published or not, or 0 where there is none below; one row.
// Index: the label scan of runs, which are few.
OPTIONAL MATCH (r:Run) WHERE r.run_id < 0
RETURN coalesce(min(r.run_id), 0) AS run_id;
