-- Notes that a copy is whole.
-- Index: the primary key; one row.
DELETE FROM copies WHERE only_one = 1;
