// What sources say of rows that others speak of too.
// Index: the label scan, all are wanted; linear in them.
MATCH (s:SourceRow)
RETURN s.record AS record, s.key AS key, s.source AS source, s.said AS said, s.digest AS digest,
    s.load_no AS load_no;
