// What differs between two runs, by customer, tag and subject or as asked: gained, lost or changed,
// but for what only slid (see the fragment).
// $earlier, $later  the two runs
// $run_id           the one whose identities count
// $tag_id           only this tag; '' for all
// $every_tag        whether all tags may be told of; else those of $told_tags, a list
// $kind, $relationship_manager, $branch, $region, $industry, $is_client  what customers are narrowed to
// $complete         tags whose changes name everybody: those that are not for marketing
// $consent          whose consent counts: opt_in, opt_out; '' names everybody
// $today            the day on which a consent must hold
// $sort             by what: 'customer_id', 'name', or 'score', how far the score moved
// $descending       whether the last names, or those that rose furthest, come first
// $after_moved, $after_name, $after_id, $after_tag, $after_subject  only after these: '' as the id to
//                   begin with
// $limit            at most so many
// Index: held_since_customer, held_until_customer; linear in what changed between the runs.
// Example: {earlier: 1, later: 2, run_id: 2, tag_id: "", every_tag: true, told_tags: [], kind: "", relationship_manager: "",
//           branch: "", region: "", industry: "", is_client: "", complete: [], consent: "",
//           today: "2025-12-31", sort: "customer_id", descending: false, after_moved: 0.0,
//           after_name: "", after_id: "", after_tag: "", after_subject: "", limit: 50}
// include compared
WHERE left_out = '' AND NOT slid
WITH *, CASE WHEN $sort = 'score' THEN (coalesce(new.score, 0.0) - coalesce(old.score, 0.0))
    * CASE WHEN $descending THEN -1 ELSE 1 END ELSE 0.0 END AS moved
// A parameter is compared in UTF-16, what is stored by code points, as names are ordered.
OPTIONAL MATCH (last:Customer {customer_id: $after_id}) WHERE last.name = $after_name
WITH *, coalesce(last.name, $after_name) AS after_name
WHERE CASE WHEN $after_id = '' THEN true
    WHEN moved <> $after_moved THEN moved > $after_moved
    WHEN $sort <> 'name' OR name = after_name THEN
        customer_id > $after_id OR customer_id = $after_id AND (
            tag_id > $after_tag OR tag_id = $after_tag AND subject > $after_subject)
    WHEN $descending THEN name < after_name
    ELSE name > after_name END
RETURN customer_id, name, relationship_manager, tag_id, subject,
    CASE WHEN old IS NULL THEN 'gained' WHEN new IS NULL THEN 'lost' ELSE 'changed' END AS change,
    old.grade AS grade_before, new.grade AS grade_after,
    old.score AS score_before, new.score AS score_after, moved
ORDER BY moved, CASE WHEN $sort = 'name' AND NOT $descending THEN name END,
    CASE WHEN $sort = 'name' AND $descending THEN name END DESC,
    customer_id, tag_id, subject LIMIT $limit;
