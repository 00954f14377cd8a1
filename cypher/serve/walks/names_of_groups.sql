-- The names of those of some groups that the bank declared, closed ones too.
-- :group_ids  the groups, a JSON list
-- Index: groups' primary key; linear in the groups.
-- Example: {"group_ids": "[\"G1\"]"}
SELECT group_id, name FROM groups
WHERE group_id IN (SELECT value FROM json_each(:group_ids)) ORDER BY group_id;
