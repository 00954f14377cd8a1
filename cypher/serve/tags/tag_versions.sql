-- Some versions of some tags: all of these tags that are among these versions.
-- :tag_ids   the tags
-- :versions  the versions
-- Index: the primary key; one row each.
-- Example: {"tag_ids": ["opinion_leader"], "versions": ["1.0.0"]}
SELECT tag_id, version, title_zh, title_en, meaning_zh, meaning_en, source, grades, first_run
FROM tag_versions
WHERE tag_id IN (SELECT value FROM json_each(:tag_ids))
    AND version IN (SELECT value FROM json_each(:versions))
ORDER BY tag_id, version;
