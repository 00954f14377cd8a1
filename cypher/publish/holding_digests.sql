-- The digests of the current holdings of one tag.
-- :tag_id  the tag
-- Index: holdings_tag; linear in its holdings.
-- Example: {"tag_id": "guarantee_circle"}
SELECT digest FROM holdings WHERE tag_id = :tag_id AND until_run IS NULL;
