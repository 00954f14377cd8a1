-- How many numbers of customers were erased.
-- Index: none; linear in the erasures, which are few.
SELECT count(*) AS count FROM erasures;
