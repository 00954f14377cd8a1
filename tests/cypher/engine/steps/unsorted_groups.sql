-- The next groups without a kind.
SELECT group_id FROM groups WHERE kind IS NULL ORDER BY group_id LIMIT :limit;
