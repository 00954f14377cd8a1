-- The cases after one, in the order of their numbers.
-- :after  the number of the one
-- :limit  at most so many
-- Index: the primary key; linear in the cases that come back.
-- Example: {"after": 0, "limit": 100}
SELECT case_no, title, customers, answer FROM cases
WHERE case_no > :after ORDER BY case_no LIMIT :limit;
