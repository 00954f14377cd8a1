-- Gives derived groups their label, the number of their head, and a name: nothing here.
UPDATE derived_groups SET group_id = group_id WHERE false AND :group_id = :title;
