-- Every load.
-- Index: none, all rows are wanted; the loads are few.
SELECT load_no, source, fingerprint, state, in_full, started_at, writing_at, finished_at, sources, files,
    counts, reason
FROM loads;
