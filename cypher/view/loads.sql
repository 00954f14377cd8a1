-- Every load that has begun, in the order of their numbers.
-- Index: the primary key; linear in the loads, which are few.
SELECT load_no, source, state, in_full, started_at, writing_at, finished_at, sources, files,
    counts, reason
FROM loads ORDER BY load_no;
