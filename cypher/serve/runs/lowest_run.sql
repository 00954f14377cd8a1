-- The lowest number of a run, published or not, or 0 where there is none below; one row.
-- Index: the primary key.
SELECT min(0, ifnull(min(run_id), 0)) AS run_id FROM runs;
