// Keeps keyed hashes of what no load may bring again.
UNWIND $rows AS row
MERGE (:Suppressed {hash: row.hash});
