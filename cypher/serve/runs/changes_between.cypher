// What differs between two runs, by customer, tag and subject: gained, lost or changed, but for
// what only slid (see the fragment).
// $earlier, $later  the two runs
// $run_id           the one whose identities count
// $tag_id           only this tag; '' for all
// $every_tag        whether all tags may be told of; else those of $told_tags, a list
// $kind, $relationship_manager, $branch, $region, $industry, $is_client  what customers are narrowed to
// $complete         tags whose changes name everybody: those that are not for marketing
// $consent          whose consent counts: opt_in, opt_out; '' names everybody
// $today            the day on which a consent must hold
// $after_id, $after_tag, $after_subject  only after these: '' each to begin with
// $limit            at most so many
// Index: held_since_customer, held_until_customer; linear in what changed between the runs.
// Example: {earlier: 1, later: 2, run_id: 2, tag_id: "", every_tag: true, told_tags: [], kind: "", relationship_manager: "",
//           branch: "", region: "", industry: "", is_client: "", complete: [], consent: "",
//           today: "2025-12-31", after_id: "", after_tag: "", after_subject: "", limit: 50}
// include compared
WHERE left_out = '' AND NOT slid AND (customer_id > $after_id OR customer_id = $after_id AND (
    tag_id > $after_tag OR tag_id = $after_tag AND subject > $after_subject))
RETURN customer_id, name, relationship_manager, tag_id, subject,
    CASE WHEN old IS NULL THEN 'gained' WHEN new IS NULL THEN 'lost' ELSE 'changed' END AS change,
    old.grade AS grade_before, new.grade AS grade_after,
    old.score AS score_before, new.score AS score_after
ORDER BY customer_id, tag_id, subject LIMIT $limit;
