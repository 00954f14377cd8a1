// One user, ended or not.
// $user_id  the user
// Index: user_id; one look-up.
// Example: {user_id: "li"}
MATCH (u:User {user_id: $user_id})
RETURN u.user_id AS user_id, u.password AS password, u.roles AS roles, u.branches AS branches,
    u.managers AS managers, u.version AS version, u.made_at AS made_at, u.ended_at AS ended_at;
