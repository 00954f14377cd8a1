// Keeps what the versions of tags that a run uses say of themselves; the first run stays.
UNWIND $rows AS row
MERGE (v:TagVersion {tag_id: row.tag_id, version: row.version})
ON CREATE SET v.first_run = row.run_id
SET v.title_zh = row.title_zh, v.title_en = row.title_en, v.meaning_zh = row.meaning_zh,
    v.meaning_en = row.meaning_en, v.source = row.source, v.grades = row.grades;
