-- Keeps what the versions of tags that a run uses say of themselves; the first run stays.
INSERT INTO tag_versions (
    tag_id, version, title_zh, title_en, meaning_zh, meaning_en, source, grades, first_run)
VALUES (
    :tag_id, :version, :title_zh, :title_en, :meaning_zh, :meaning_en, :source, :grades, :run_id)
ON CONFLICT (tag_id, version) DO UPDATE SET
    title_zh = excluded.title_zh, title_en = excluded.title_en,
    meaning_zh = excluded.meaning_zh, meaning_en = excluded.meaning_en,
    source = excluded.source, grades = excluded.grades;
