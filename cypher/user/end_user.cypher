// Ends a user, and with it the user's keys, with the decision to do so. Nothing where another
// decision has the number.
// $decision_no .. $hash  as of a decision that is added: see decision/add_decision.cypher
// $now      the instant, in milliseconds since 1970
// $user_id  the user
// Index: decisions_made, decision_no, user_id; three nodes.
// Example: {decision_no: 1, decision_id: "D-1", subject_kind: "user", subject: "li", other: "",
//           action: "end", begins: "in_force", body: "{}", digest: "", reason_hash: "", author:
//           "a", signed: true, now: 1, about_no: null, previous_hash: "", hash: "", user_id: "li"}
// include decision_next
MATCH (u:User {user_id: $user_id}) WHERE u.ended_at IS NULL
// include decision_added
SET u.ended_at = $now, u.version = u.version + 1;
