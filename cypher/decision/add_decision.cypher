// Writes a decision under the next number, unless another one has it: then nothing.
// $decision_no    the number, one above that of the last decision
// $decision_id    the id that its maker gives it
// $subject_kind   what it is about: group, identity, lead
// $subject        the subject, a customer by its token
// $other          the second one, or ''
// $action         what is decided
// $begins         the state in which it begins: proposed, in_force
// $body           what else it says, as JSON
// $digest         that of what was decided on, or ''
// $reason_hash    what stands for the reason in the chain
// $author         who decides
// $signed         whether somebody vouches for that
// $now            the instant, in milliseconds since 1970
// $about_no       the decision that this one decides on, or null
// $previous_hash  the hash of the last decision
// $hash           the hash of this one
// $salt           what the reason is hashed with
// $reason         why
// Index: decisions_made, decision_no; two nodes.
// Example: {decision_no: 1, decision_id: "D-1", subject_kind: "group", subject: "G1", other: "0a",
//           action: "in", begins: "proposed", body: "{}", digest: "", reason_hash: "", author: "a",
//           signed: true, now: 1, about_no: null, previous_hash: "", hash: "", salt: "s",
//           reason: "r"}
// include decision_next
// include decision_added
CREATE (:DecisionText {decision_no: $decision_no, salt: $salt, reason: $reason});
