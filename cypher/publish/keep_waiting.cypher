// Keeps a run that is built until it is published or superseded: nothing of it is visible.
// $run_id       the run
// $fingerprint  the fingerprint of the graph it was derived from
// $report       what it stands on and what it found, as JSON
// Index: run_id; one node.
// Example: {run_id: 3, fingerprint: "f", report: "{}"}
MATCH (r:Run {run_id: $run_id}) WHERE r.published_at IS NULL
SET r.fingerprint = $fingerprint, r.report = $report;
