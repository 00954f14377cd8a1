-- Keeps secrets under their names, in the place of those that the schema has made.
INSERT INTO secrets (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
