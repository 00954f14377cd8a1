// Keeps users under their ids.
UNWIND $rows AS row
MERGE (u:User {user_id: row.user_id})
SET u.password = row.password, u.roles = row.roles, u.branches = row.branches,
    u.managers = row.managers, u.version = row.version, u.made_at = row.made_at,
    u.ended_at = row.ended_at;
