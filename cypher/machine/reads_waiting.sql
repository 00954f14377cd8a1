-- Reads that are noted and not chained yet: how many, and when the first was.
-- Index: none; linear in them.
SELECT count(*) AS waiting, min(said ->> '$.at') AS since FROM noted_reads;
