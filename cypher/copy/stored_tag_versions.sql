-- The versions of tags that the runs up to one used; `run_id` is the first that did.
-- :run_id  the run
-- Index: none; the versions are few.
-- Example: {"run_id": 3}
SELECT tag_id, version, title_zh, title_en, meaning_zh, meaning_en, source, grades,
    first_run AS run_id
FROM tag_versions WHERE first_run <= :run_id
    AND (first_run > 0 OR first_run IN (SELECT run_id FROM runs WHERE published_at IS NOT NULL));
