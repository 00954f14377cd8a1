// Of one record what sources say of rows that others speak of too: keys, sources and digests.
// $record  the record, as its file is called
// Index: source_row, by the record; linear in its rows, all in the first window.
// Example: {record: "customers", low: 0, high: 10000}
MATCH (s:SourceRow {record: $record})
WHERE $low = 0 AND $high > 0 AND s.key >= '' AND s.source >= ''
RETURN collect(s.key) AS key, collect(s.source) AS source, collect(s.digest) AS digest;
