// Keeps secrets under their names, in the place of those that the schema has made.
UNWIND $rows AS row
MERGE (s:Secret {name: row.name})
SET s.value = row.value;
