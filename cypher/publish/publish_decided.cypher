// Makes a run the current one, with the decision of somebody to do so. Nothing where another decision
// has the number. What stands for "now" in the graph is brought up afterwards.
// $decision_no .. $hash  as of a decision that is added: see decision/add_decision.cypher
// $now          the instant, in milliseconds since 1970
// $salt         what the reason is hashed with in the chain
// $reason       why
// $run_id       the run
// $fingerprint  the fingerprint of the graph it was derived from
// $report       what it stands on and what it found, as JSON
// Index: decisions_made, decision_no, run_id; four nodes.
// Example: {decision_no: 1, decision_id: "D-1", subject_kind: "run", subject: "3", other: "",
//           action: "publish", begins: "in_force", body: "{}", digest: "", reason_hash: "", author:
//           "a", signed: true, now: 1, about_no: null, previous_hash: "", hash: "", salt: "s",
//           reason: "r", run_id: 3, fingerprint: "f", report: "{}"}
// include decision_next
MATCH (r:Run {run_id: $run_id})
// include decision_added
CREATE (:DecisionText {decision_no: $decision_no, salt: $salt, reason: $reason})
SET r.published_at = datetime({epochMillis: $now}), r.fingerprint = $fingerprint,
    r.report = $report;
