-- Who depends on whom, as recorded.
-- Index: none, all rows are wanted; linear in them.
SELECT provider_no, dependent_no, basis, share, load_no
FROM dependencies
WHERE closed_on IS NULL;
