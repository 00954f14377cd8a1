// Makes a run the current one. What stands for "now" in the graph is brought up afterwards.
// $run_id       the run
// $now          the instant, in milliseconds since 1970
// $fingerprint  the fingerprint of the graph it was derived from
// $report       what it stands on and what it found, as JSON
// Index: run_id; one node.
// Example: {run_id: 3, now: 1767139200000, fingerprint: "f", report: "{}"}
MATCH (r:Run {run_id: $run_id})
SET r.published_at = datetime({epochMillis: $now}), r.fingerprint = $fingerprint,
    r.report = $report;
