// Gives a user another password.
// $user_id   the user
// $password  the hash of the password
// Index: user_id; one node.
// Example: {user_id: "li", password: "x"}
MATCH (u:User {user_id: $user_id}) WHERE u.ended_at IS NULL
SET u.password = $password, u.version = u.version + 1;
