// Keeps what sources say of rows that others speak of too; one for each record, key and source.
UNWIND $rows AS row
MERGE (s:SourceRow {record: row.record, key: row.key, source: row.source})
SET s.said = row.said, s.digest = row.digest, s.load_no = row.load_no;
