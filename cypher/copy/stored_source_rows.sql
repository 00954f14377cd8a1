-- What sources say of rows that others speak of too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
SELECT rowid AS position, record, key, source, said, digest, load_no FROM source_rows
WHERE rowid >= :place ORDER BY rowid;
