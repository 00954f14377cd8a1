// Keeps a case under the next number; twice under one id is once. Whoever comes second waits for the
// first at (:CasesKept), so that no number is given twice or left out.
// $case_id    the id that its maker gives it
// $title      what people call it
// $run_id     the run that it looked at, or null
// $model      the model that was asked
// $customers  who was hit to begin with, JSON
// $bank_loss  what the bank loses, as text
// $currency   of that
// $answer     the JSON that is answered, compressed
// $now        the instant, in milliseconds since 1970
// Index: cases_kept, case_no, case_id; one node.
// Example: {case_id: "CA-1", title: "t", run_id: 1, model: "threshold", customers: "[]",
//           bank_loss: "0.00", currency: "CNY", answer: "", now: 1}
MERGE (kept:CasesKept {only_one: 1})
SET kept.at = $now
WITH kept
WHERE NOT EXISTS { MATCH (:Case {case_id: $case_id}) }
CALL () {
  OPTIONAL MATCH (last:Case) WHERE last.case_no > 0
  RETURN coalesce(last.case_no, 0) AS highest ORDER BY highest DESC LIMIT 1
}
CREATE (:Case {
    case_no: highest + 1, case_id: $case_id, title: $title, made_at: datetime({epochMillis: $now}),
    run_id: $run_id, model: $model, customers: $customers, bank_loss: $bank_loss,
    currency: $currency, answer: $answer});
