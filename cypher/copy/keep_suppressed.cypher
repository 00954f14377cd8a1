// Keeps keyed hashes of what no load may bring again.
UNWIND $rows AS row
MERGE (s:Suppressed {hash: row.hash})
SET s.at = row.at;
