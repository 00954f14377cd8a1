-- The reads that are not chained yet, the first noted first.
-- :limit  at most so many
-- Index: the primary key; linear in the limit.
SELECT noted_no, said FROM noted_reads ORDER BY noted_no LIMIT :limit;
