// The keys of a user, the first made first, ended ones too.
// $user_id  the user
// Index: key_user; linear in the user's keys.
// Example: {user_id: "li"}
MATCH (k:Key {user_id: $user_id})
RETURN k.key_id AS key_id, k.user_id AS user_id, k.digest AS digest, k.roles AS roles,
    k.made_at AS made_at, k.expires_at AS expires_at, k.ended_at AS ended_at
ORDER BY made_at, key_id;
