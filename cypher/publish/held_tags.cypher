// Tags with current holdings, catalogued or not.
// Index: the label scan of tags, which are few.
MATCH (t:Tag) WHERE EXISTS { (:Customer)-[h:HELD]->(t) WHERE h.until_run IS NULL }
RETURN t.tag_id AS tag_id ORDER BY tag_id;
