// Keeps the catalogue's tags as nodes, so that TAGGED has something to point at.
UNWIND $rows AS row
MERGE (t:Tag {tag_id: row.tag_id})
SET t.version = row.version, t.title_zh = row.title_zh, t.title_en = row.title_en;
