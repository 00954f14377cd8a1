// Keeps that a run used a version of a tag, under the title that the tag had last.
UNWIND $rows AS row
MATCH (t:Tag {tag_id: row.tag_id})
MERGE (v:TagVersion {tag_id: row.tag_id, version: row.version})
ON CREATE SET v.title_zh = t.title_zh, v.title_en = t.title_en, v.meaning_zh = '',
    v.meaning_en = '', v.source = '', v.grades = '[]', v.first_run = row.run_id
ON MATCH SET v.first_run =
    CASE WHEN row.run_id < v.first_run THEN row.run_id ELSE v.first_run END;
