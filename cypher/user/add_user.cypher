// Adds a user, with the decision to do so; one that is there already, ended or not, stays. Nothing
// where another decision has the number.
// $decision_no .. $hash  as of a decision that is added: see decision/add_decision.cypher
// $now       the instant, in milliseconds since 1970
// $user_id   the user
// $password  the hash of the password
// $roles     the roles, JSON
// $branches  the branches, JSON
// $managers  the codes, JSON
// Index: decisions_made, decision_no, user_id; three nodes.
// Example: {decision_no: 1, decision_id: "D-1", subject_kind: "user", subject: "li", other: "",
//           action: "add", begins: "in_force", body: "{}", digest: "", reason_hash: "", author:
//           "a", signed: true, now: 1, about_no: null, previous_hash: "", hash: "", user_id: "li",
//           password: "x", roles: "[]", branches: "[]", managers: "[]"}
// include decision_next
OPTIONAL MATCH (there:User {user_id: $user_id})
WITH made, there
WHERE there IS NULL
// include decision_added
CREATE (:User {
    user_id: $user_id, password: $password, roles: $roles, branches: $branches,
    managers: $managers, version: 1, made_at: $now});
