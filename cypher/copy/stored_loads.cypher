// Every load.
// Index: the label scan of loads, which are few.
MATCH (l:Load)
RETURN l.load_no AS load_no, l.source AS source, l.fingerprint AS fingerprint, l.state AS state,
    l.in_full AS in_full, l.started_at.epochMillis AS started_at,
    l.writing_at.epochMillis AS writing_at, l.finished_at.epochMillis AS finished_at,
    l.sources AS sources, l.files AS files, l.counts AS counts, l.reason AS reason;
