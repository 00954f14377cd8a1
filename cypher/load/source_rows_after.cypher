// What sources say of the rows of one record after a key, in the order of keys and sources.
// $record  the record, as its file is called
// $after   only keys after this one
// $limit   at most so many rows
// Index: source_row, from the key on; linear in the limit.
// Example: {record: "customers", after: "", limit: 1000}
MATCH (s:SourceRow) WHERE s.record = $record AND s.key > $after AND s.source >= ''
RETURN s.key AS key, s.source AS source, s.said AS said, s.digest AS digest, s.load_no AS load_no
ORDER BY key, source LIMIT $limit;
