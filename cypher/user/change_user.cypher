// Gives a user other roles, branches and codes, with the decision to do so. Nothing where another
// decision has the number.
// $decision_no .. $hash  as of a decision that is added: see decision/add_decision.cypher
// $now       the instant, in milliseconds since 1970
// $user_id   the user
// $roles     the roles, JSON
// $branches  the branches, JSON
// $managers  the codes, JSON
// Index: decisions_made, decision_no, user_id; three nodes.
// Example: {decision_no: 1, decision_id: "D-1", subject_kind: "user", subject: "li", other: "",
//           action: "change", begins: "in_force", body: "{}", digest: "", reason_hash: "", author:
//           "a", signed: true, now: 1, about_no: null, previous_hash: "", hash: "", user_id: "li",
//           roles: "[]", branches: "[]", managers: "[]"}
// include decision_next
MATCH (u:User {user_id: $user_id}) WHERE u.ended_at IS NULL
// include decision_added
SET u.roles = $roles, u.branches = $branches, u.managers = $managers, u.version = u.version + 1;
