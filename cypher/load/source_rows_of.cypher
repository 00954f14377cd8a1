// What sources say of the rows with some keys, of one record.
// $record  the record, as its file is called
// $keys    the keys, a list
// Index: source_row; linear in the keys.
// Example: {record: "customers", keys: ["C1"]}
UNWIND $keys AS wanted
MATCH (s:SourceRow {record: $record, key: wanted}) WHERE s.source >= ''
RETURN s.key AS key, s.source AS source, s.said AS said, s.digest AS digest, s.load_no AS load_no
ORDER BY key, source;
