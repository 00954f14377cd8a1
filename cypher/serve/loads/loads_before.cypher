// Loads below a number, the latest first.
// $before  only loads below this one
// $limit   at most so many
// Index: the label scan of loads, which are few.
// Example: {before: 1000000, limit: 50}
MATCH (l:Load) WHERE l.load_no < $before
RETURN l.load_no AS load_no, l.source AS source, l.state AS state, l.in_full AS in_full,
    l.started_at AS started_at, l.finished_at AS finished_at,
    (l.finished_at.epochMillis - l.started_at.epochMillis) / 1000.0 AS seconds, l.files AS files,
    l.counts AS counts, l.reason AS reason
ORDER BY load_no DESC LIMIT $limit;
