-- The current members of the groups that one tag makes.
-- :tag_id  the tag
-- Index: holdings_tag; linear in the tag's holdings ever.
-- Example: {"tag_id": "control_group_member"}
SELECT group_id, customer_no FROM holdings
WHERE tag_id = :tag_id AND until_run IS NULL AND group_id IS NOT NULL;
