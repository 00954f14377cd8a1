// Writes a decision under the next number; twice under one id is once. Whoever comes second waits
// for the first at (:DecisionsMade), so that no number is given twice or left out.
// $decision_id   the id that its maker gives it
// $subject_kind  what it is about: identity
// $subject_id    the subject's id
// $other_id      the second subject's, or null
// $action        what is decided
// $state         proposed, in_force, rejected or withdrawn
// $body          what else it says, as JSON
// $reason        why
// $author        who decides
// $now           the instant, in milliseconds since 1970
// Index: decisions_made, decision_no, decision_id; one node.
// Example: {decision_id: "D-1", subject_kind: "identity", subject_id: "C1", other_id: "C2",
//           action: "same", state: "in_force", body: "{}", reason: "r", author: "a", now: 1}
MERGE (made:DecisionsMade {only_one: 1})
SET made.at = $now
WITH made
WHERE NOT EXISTS { MATCH (:Decision {decision_id: $decision_id}) }
CALL () {
  OPTIONAL MATCH (last:Decision) WHERE last.decision_no > 0
  RETURN coalesce(last.decision_no, 0) AS highest ORDER BY highest DESC LIMIT 1
}
CREATE (:Decision {
    decision_no: highest + 1, decision_id: $decision_id, subject_kind: $subject_kind,
    subject_id: $subject_id, other_id: $other_id, action: $action, state: $state, body: $body,
    reason: $reason, author: $author, at: datetime({epochMillis: $now})});
