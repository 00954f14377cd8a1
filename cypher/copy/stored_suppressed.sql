-- Every keyed hash of what no load may bring again.
-- Index: none, all rows are wanted; linear in the erasures.
SELECT hash, at FROM suppressed;
