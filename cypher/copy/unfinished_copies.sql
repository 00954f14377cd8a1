-- The copy that this store is to become, where it is not whole yet.
-- Index: the primary key; one row.
SELECT origin, state, part, place FROM copies WHERE only_one = 1;
