// Ends a key, with the decision to do so. Nothing where another decision has the number.
// $decision_no .. $hash  as of a decision that is added: see decision/add_decision.cypher
// $now     the instant, in milliseconds since 1970
// $key_id  the key
// Index: decisions_made, decision_no, key_id; three nodes.
// Example: {decision_no: 1, decision_id: "D-1", subject_kind: "key", subject: "li", other: "",
//           action: "end", begins: "in_force", body: "{}", digest: "", reason_hash: "", author:
//           "a", signed: true, now: 1, about_no: null, previous_hash: "", hash: "", key_id: "k1"}
// include decision_next
MATCH (k:Key {key_id: $key_id}) WHERE k.ended_at IS NULL
// include decision_added
SET k.ended_at = $now;
