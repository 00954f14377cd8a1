// Some versions of some tags: all of these tags that are among these versions.
// $tag_ids   the tags
// $versions  the versions
// Index: tag_version; one node each.
// Example: {tag_ids: ["opinion_leader"], versions: ["1.0.0"]}
MATCH (v:TagVersion) WHERE v.tag_id IN $tag_ids AND v.version IN $versions
RETURN v.tag_id AS tag_id, v.version AS version, v.title_zh AS title_zh, v.title_en AS title_en,
    v.meaning_zh AS meaning_zh, v.meaning_en AS meaning_en, v.source AS source,
    v.grades AS grades, v.first_run AS first_run
ORDER BY tag_id, version;
