-- Keeps that a run used a version of a tag, under the title that the tag had last.
INSERT INTO tag_versions (
    tag_id, version, title_zh, title_en, meaning_zh, meaning_en, source, grades, first_run)
SELECT tag_id, :version, title_zh, title_en, '', '', '', '[]', :run_id
FROM tags WHERE tag_id = :tag_id
ON CONFLICT (tag_id, version) DO UPDATE SET first_run = min(first_run, excluded.first_run);
