-- The last run, load and case, and whether somebody holds the writer's lease now.
-- Index: the primary keys, at their ends; one row.
SELECT
    (SELECT ifnull(max(run_id), 0) FROM runs) AS last_run,
    (SELECT ifnull(max(load_no), 0) FROM loads) AS last_load,
    (SELECT ifnull(max(case_no), 0) FROM cases) AS last_case,
    EXISTS (
        SELECT 1 FROM writer
        WHERE expires_at > CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER))
        AS is_written;
