// Every load.
// Index: the label scan of loads, which are few.
MATCH (l:Load)
RETURN l.load_no AS load_no, l.source AS source, l.fingerprint AS fingerprint,
    l.started_at.epochMillis AS started_at, l.finished_at.epochMillis AS finished_at,
    l.counts AS counts;
