// Ends a user, and with it the user's keys.
// $user_id  the user
// $now      the instant, in milliseconds since 1970
// Index: user_id; one node.
// Example: {user_id: "li", now: 1}
MATCH (u:User {user_id: $user_id}) WHERE u.ended_at IS NULL
SET u.ended_at = $now, u.version = u.version + 1;
