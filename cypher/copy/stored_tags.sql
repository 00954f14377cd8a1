-- The tags as the catalogue last had them.
-- Index: none, all rows are wanted; the tags are few.
SELECT tag_id, version, title_zh, title_en FROM tags;
