// The last run of the current line that looks at a day or before it, or 0; one row.
// $as_of  the day
// Index: run_as_of; linear in the runs of that day or before, which are few.
// Example: {as_of: "2025-12-31"}
OPTIONAL MATCH (r:Run)
WHERE r.run_id > 0 AND r.published_at IS NOT NULL AND r.as_of <= date($as_of)
RETURN coalesce(max(r.run_id), 0) AS run_id;
