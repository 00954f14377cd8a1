// Keeps a case under the next number together with the decision to keep it; nothing where another
// decision or case has the number. Whoever decides at the same time waits at (:DecisionsMade), and who
// keeps a case at (:CasesKept).
// $decision_no .. $hash  as of a decision that is added: see decision/add_decision.cypher
// $salt       what the title is hashed with in the chain
// $case_no    the number, one above that of the last case
// $title      what people call it, the reason of the decision
// $run_id     the run that it looked at, or null
// $model      the model that was asked
// $customers  who was hit to begin with, JSON
// $bank_loss  what the bank loses, as text
// $currency   of that
// $answer     the JSON that is answered, compressed
// $made_at    when it was worked out, in milliseconds since 1970
// Index: decisions_made, decision_no, cases_kept, case_no; three nodes.
// Example: {decision_no: 1, decision_id: "CA-1", subject_kind: "case", subject: "1", other: "",
//           action: "keep", begins: "in_force", body: "{}", digest: "", reason_hash: "",
//           author: "a", signed: true, now: 1, about_no: null, previous_hash: "", hash: "",
//           salt: "s", case_no: 1, title: "t", made_at: 1, run_id: 1, model: "threshold",
//           customers: "[]", bank_loss: "0.00", currency: "CNY", answer: ""}
// include decision_next
MERGE (kept:CasesKept {only_one: 1})
SET kept.at = $now
WITH kept
WHERE NOT EXISTS { MATCH (c:Case) WHERE c.case_no >= $case_no }
// include decision_added
CREATE (:DecisionText {decision_no: $decision_no, salt: $salt, reason: $title})
CREATE (:Case {
    case_no: $case_no, case_id: $decision_id, title: $title,
    made_at: datetime({epochMillis: $made_at}), run_id: $run_id, model: $model, customers: $customers,
    bank_loss: $bank_loss, currency: $currency, answer: $answer});
