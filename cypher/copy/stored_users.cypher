// Every user, also those that have ended.
// Index: user_id; linear in the users.
MATCH (u:User) WHERE u.user_id > ''
RETURN u.user_id AS user_id, u.password AS password, u.roles AS roles, u.branches AS branches,
    u.managers AS managers, u.version AS version, u.made_at AS made_at, u.ended_at AS ended_at;
