// One key, ended or not.
// $key_id  the key
// Index: key_id; one look-up.
// Example: {key_id: "k1"}
MATCH (k:Key {key_id: $key_id})
RETURN k.key_id AS key_id, k.user_id AS user_id, k.digest AS digest, k.roles AS roles,
    k.made_at AS made_at, k.expires_at AS expires_at, k.ended_at AS ended_at;
