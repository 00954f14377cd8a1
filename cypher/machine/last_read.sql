-- The head of the chain: its last entry, or the last cut where all entries were taken away.
-- Index: the primary keys, backwards; one row each.
SELECT entry_no, hash FROM (
    SELECT entry_no, hash FROM (SELECT entry_no, hash FROM reads ORDER BY entry_no DESC LIMIT 1)
    UNION ALL
    SELECT entry_no, hash FROM (SELECT entry_no, hash FROM read_cuts ORDER BY entry_no DESC LIMIT 1))
ORDER BY entry_no DESC LIMIT 1;
