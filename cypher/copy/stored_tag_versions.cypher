// The versions of tags that the runs up to one used; `run_id` is the first that did.
// $run_id  the run
// Index: the label scan of the versions, which are few.
// Example: {run_id: 3}
MATCH (v:TagVersion) WHERE v.first_run <= $run_id
    AND (v.first_run > 0 OR EXISTS {
        MATCH (r:Run {run_id: v.first_run}) WHERE r.published_at IS NOT NULL
    })
RETURN v.tag_id AS tag_id, v.version AS version, v.title_zh AS title_zh, v.title_en AS title_en,
    v.meaning_zh AS meaning_zh, v.meaning_en AS meaning_en, v.source AS source,
    v.grades AS grades, v.first_run AS run_id;
