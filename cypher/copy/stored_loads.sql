-- Every load.
-- Index: none, all rows are wanted; the loads are few.
SELECT load_no, source, fingerprint, started_at, finished_at, counts FROM loads;
