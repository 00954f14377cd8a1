-- The number of the last case.
-- Index: the primary key, backwards; one row.
SELECT case_no FROM cases ORDER BY case_no DESC LIMIT 1;
