// What sources say of rows that others speak of too.
// Index: source_row, all of it; linear in the rows.
MATCH (s:SourceRow) WHERE s.record >= '' AND s.key >= '' AND s.source >= ''
RETURN s.record AS record, s.key AS key, s.source AS source, s.said AS said, s.digest AS digest,
    s.load_no AS load_no;
