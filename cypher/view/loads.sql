-- Every load that has begun, in the order of their numbers; those under way have no end yet.
-- Index: the primary key; linear in the loads, which are few.
SELECT load_no, source, started_at, finished_at, counts FROM loads ORDER BY load_no;
