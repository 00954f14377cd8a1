-- Keeps users under their ids; one that is there already stays.
INSERT INTO users (
    user_id, password, roles, branches, managers, version, made_at, ended_at)
VALUES (
    :user_id, :password, :roles, :branches, :managers, :version, :made_at, :ended_at)
ON CONFLICT (user_id) DO NOTHING;
