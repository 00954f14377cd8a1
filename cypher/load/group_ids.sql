-- The id of every group that the bank itself declares.
-- Index: the primary key; linear in the groups.
SELECT group_id FROM groups;
