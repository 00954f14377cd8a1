// Gives a user other roles, branches and codes.
// $user_id   the user
// $roles     the roles, JSON
// $branches  the branches, JSON
// $managers  the codes, JSON
// Index: user_id; one node.
// Example: {user_id: "li", roles: "[]", branches: "[]", managers: "[]"}
MATCH (u:User {user_id: $user_id}) WHERE u.ended_at IS NULL
SET u.roles = $roles, u.branches = $branches, u.managers = $managers, u.version = u.version + 1;
