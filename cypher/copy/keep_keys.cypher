// Keeps keys under their ids.
UNWIND $rows AS row
MERGE (k:Key {key_id: row.key_id})
SET k.user_id = row.user_id, k.digest = row.digest, k.roles = row.roles, k.made_at = row.made_at,
    k.expires_at = row.expires_at, k.ended_at = row.ended_at;
