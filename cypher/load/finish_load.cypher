// Notes what a load did.
// $load_no  the load
// $now      the instant, in milliseconds since 1970
// $counts   what was read, accepted, rejected and written, as JSON
// Index: the label scan of loads, which are few.
// Example: {load_no: 1, now: 1767139200000, counts: "{}"}
MATCH (l:Load {load_no: $load_no})
SET l.finished_at = datetime({epochMillis: $now}), l.counts = $counts;
