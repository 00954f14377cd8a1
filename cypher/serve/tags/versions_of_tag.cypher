// The versions of a tag that runs up to one used, the latest first.
// $tag_id          the tag
// $run_id          only versions that this run or an earlier one used
// $before_run      only after this first run and version: 2^53 and '' to begin with
// $before_version  see above
// $limit           at most so many
// Index: tag_version; linear in the tag's versions, which are few.
// Example: {tag_id: "opinion_leader", run_id: 2, before_run: 9007199254740992,
//           before_version: "", limit: 50}
MATCH (v:TagVersion {tag_id: $tag_id})
WHERE v.version IS NOT NULL AND v.first_run <= $run_id
    AND (v.first_run < $before_run OR v.first_run = $before_run AND v.version < $before_version)
RETURN v.tag_id AS tag_id, v.version AS version, v.title_zh AS title_zh, v.title_en AS title_en,
    v.meaning_zh AS meaning_zh, v.meaning_en AS meaning_en, v.source AS source,
    v.grades AS grades, v.first_run AS first_run
ORDER BY first_run DESC, version DESC LIMIT $limit;
