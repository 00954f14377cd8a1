// Adds a key to a user, with the decision to do so. Nothing where another decision has the number.
// $decision_no .. $hash  as of a decision that is added: see decision/add_decision.cypher
// $now            the instant, in milliseconds since 1970
// $key_id         the key
// $user_id        the user
// $digest_of_key  the SHA-256 of its secret
// $roles          the roles, JSON
// $expires_at     when it expires, in milliseconds since 1970
// Index: decisions_made, decision_no, key_id; three nodes.
// Example: {decision_no: 1, decision_id: "D-1", subject_kind: "key", subject: "li", other: "",
//           action: "add", begins: "in_force", body: "{}", digest: "", reason_hash: "", author:
//           "a", signed: true, now: 1, about_no: null, previous_hash: "", hash: "", key_id: "k1",
//           user_id: "li", digest_of_key: "d", roles: "[]", expires_at: 2}
// include decision_next
OPTIONAL MATCH (there:Key {key_id: $key_id})
WITH made, there
WHERE there IS NULL
// include decision_added
CREATE (:Key {
    key_id: $key_id, user_id: $user_id, digest: $digest_of_key, roles: $roles, made_at: $now,
    expires_at: $expires_at});
