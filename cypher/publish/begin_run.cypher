// Notes a run that is being built.
// $run_id  its number, one above the current run's
// $as_of   the day it looks at
// $now     the instant, in milliseconds since 1970
// Index: run_id; one node.
// Example: {run_id: 3, as_of: "2025-12-31", now: 1767139200000}
MERGE (r:Run {run_id: $run_id})
SET r.as_of = date($as_of), r.started_at = datetime({epochMillis: $now}), r.fingerprint = '',
    r.report = '{}';
