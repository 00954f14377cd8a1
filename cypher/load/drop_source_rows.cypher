// Lets go of what sources no longer say.
UNWIND $rows AS row
MATCH (s:SourceRow {record: row.record, key: row.key, source: row.source})
DELETE s;
