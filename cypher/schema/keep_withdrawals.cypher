// Keeps which run a run withdrew.
UNWIND $rows AS row
MATCH (r:Run {run_id: row.run_id})
SET r.withdrew = row.withdrew;
