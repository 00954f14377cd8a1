-- One secret by its name.
-- :name  the name
-- Index: secrets' primary key; one row.
-- Example: {"name": "opaque_ids"}
SELECT value FROM secrets WHERE name = :name;
