// Every key, also those that have ended.
// Index: key_id; linear in the keys.
MATCH (k:Key) WHERE k.key_id > ''
RETURN k.key_id AS key_id, k.user_id AS user_id, k.digest AS digest, k.roles AS roles,
    k.made_at AS made_at, k.expires_at AS expires_at, k.ended_at AS ended_at;
