-- Keeps keys under their ids; one that is there already stays.
INSERT INTO keys (
    key_id, user_id, digest, roles, made_at, expires_at, ended_at)
VALUES (
    :key_id, :user_id, :digest, :roles, :made_at, :expires_at, :ended_at)
ON CONFLICT (key_id) DO NOTHING;
