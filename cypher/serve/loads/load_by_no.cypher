// One load.
// $load_no  the load
// Index: load_id; one node.
// Example: {load_no: 1}
MATCH (l:Load {load_id: 'L' + $load_no})
RETURN l.load_no AS load_no, l.source AS source, l.state AS state, l.in_full AS in_full,
    l.started_at AS started_at, l.finished_at AS finished_at,
    (l.finished_at.epochMillis - l.started_at.epochMillis) / 1000.0 AS seconds, l.files AS files,
    l.counts AS counts, l.reason AS reason;
