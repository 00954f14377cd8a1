-- Entries after one, in the order of their numbers.
-- :after  the number
-- :limit  at most so many
-- Index: the primary key; linear in the limit.
SELECT entry_no, said, hash FROM reads WHERE entry_no > :after ORDER BY entry_no LIMIT :limit;
