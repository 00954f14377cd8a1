-- Users after one, by their ids, ended ones too.
-- :after_id  only users after this one
-- :limit     at most so many
-- Index: the primary key; linear in the limit.
-- Example: {"after_id": "", "limit": 50}
SELECT user_id, password, roles, branches, managers, version, made_at, ended_at
FROM users WHERE user_id > :after_id ORDER BY user_id LIMIT :limit;
