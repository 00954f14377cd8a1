// Adds a key to a user.
// $key_id      the key
// $user_id     the user
// $digest      the SHA-256 of its secret
// $roles       the roles, JSON
// $now         the instant, in milliseconds since 1970
// $expires_at  when it expires, in milliseconds since 1970
// Index: key_id; one node.
// Example: {key_id: "k1", user_id: "li", digest: "d", roles: "[]", now: 1, expires_at: 2}
MERGE (k:Key {key_id: $key_id})
ON CREATE SET k.user_id = $user_id, k.digest = $digest, k.roles = $roles, k.made_at = $now,
    k.expires_at = $expires_at;
