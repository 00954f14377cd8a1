// The tags as the catalogue last had them.
// Index: the label scan of tags, which are few.
MATCH (t:Tag)
RETURN t.tag_id AS tag_id, t.version AS version, t.title_zh AS title_zh, t.title_en AS title_en;
