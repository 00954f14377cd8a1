// Adds a user; one that is there already, ended or not, stays.
// $user_id   the user
// $password  the hash of the password
// $roles     the roles, JSON
// $branches  the branches, JSON
// $managers  the codes, JSON
// $now       the instant, in milliseconds since 1970
// Index: user_id; one node.
// Example: {user_id: "li", password: "x", roles: "[]", branches: "[]", managers: "[]", now: 1}
MERGE (u:User {user_id: $user_id})
ON CREATE SET u.password = $password, u.roles = $roles, u.branches = $branches,
    u.managers = $managers, u.version = 1, u.made_at = $now;
