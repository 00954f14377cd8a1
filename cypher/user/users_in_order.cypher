// Users after one, by their ids, ended ones too.
// $after_id  only users after this one
// $limit     at most so many
// Index: user_id; linear in the limit.
// Example: {after_id: "", limit: 50}
MATCH (u:User) WHERE u.user_id > $after_id
RETURN u.user_id AS user_id, u.password AS password, u.roles AS roles, u.branches AS branches,
    u.managers AS managers, u.version AS version, u.made_at AS made_at, u.ended_at AS ended_at
ORDER BY user_id LIMIT $limit;
