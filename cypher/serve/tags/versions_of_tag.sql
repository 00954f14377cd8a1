-- The versions of a tag that runs up to one used, the latest first.
-- :tag_id          the tag
-- :run_id          only versions that this run or an earlier one used
-- :before_run      only after this first run and version: 2^53 and '' to begin with
-- :before_version  see above
-- :limit           at most so many
-- Index: the primary key; linear in the tag's versions, which are few.
-- Example: {"tag_id": "opinion_leader", "run_id": 2, "before_run": 9007199254740992,
--           "before_version": "", "limit": 50}
SELECT tag_id, version, title_zh, title_en, meaning_zh, meaning_en, source, grades, first_run
FROM tag_versions
WHERE tag_id = :tag_id AND first_run <= :run_id
    AND (first_run, version) < (:before_run, :before_version)
ORDER BY first_run DESC, version DESC LIMIT :limit;
