-- The last cut of the chain.
-- Index: the primary key, backwards; one row.
SELECT entry_no, hash, at, signature FROM read_cuts ORDER BY entry_no DESC LIMIT 1;
