-- Gives groups their kind.
UPDATE groups SET kind = :kind WHERE group_id = :group_id;
