-- When some keys were last used here.
-- :key_ids  the keys
-- Index: the primary key; linear in the keys.
SELECT u.key_id, u.used_at
FROM json_each(:key_ids) AS asked CROSS JOIN key_uses AS u ON u.key_id = asked.value;
