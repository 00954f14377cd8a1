-- Kinship as recorded.
-- Index: none, all rows are wanted; linear in them.
SELECT a_no, b_no, relation, load_no
FROM kinships
WHERE closed_on IS NULL;
