-- The last run of the current line that looks at a day or before it, or 0; one row.
-- :as_of  the day
-- Index: runs_day; linear in the runs of that day or before, which are few.
-- Example: {"as_of": "2025-12-31"}
SELECT ifnull(max(run_id), 0) AS run_id FROM runs
WHERE run_id > 0 AND published_at IS NOT NULL AND as_of <= :as_of;
