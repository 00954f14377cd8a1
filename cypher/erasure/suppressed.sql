-- The keyed hashes of what no load may bring again.
-- Index: the primary key; linear in the erasures, which are few.
SELECT hash FROM suppressed ORDER BY hash;
