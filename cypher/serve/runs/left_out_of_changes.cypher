// How many changes between two runs a list for marketing leaves out, by the reason.
// $earlier, $later  the two runs; $low and $high are these two, the smaller first
// $run_id           the one whose identities count
// $tag_id           only this tag; '' for all
// $every_tag        whether all tags may be told of; else those of $told_tags, a list
// $kind, $relationship_manager, $branch, $region, $industry, $is_client  what customers are narrowed to
// $complete         tags whose changes name everybody: those that are not for marketing
// $consent          whose consent counts: opt_in, opt_out; '' names everybody
// $today            the day on which a consent must hold
// Index: held_since_customer, held_until_customer; linear in what changed between the runs.
// Example: {earlier: 1, later: 2, low: 1, high: 2, run_id: 2, tag_id: "", every_tag: true, told_tags: [], kind: "", relationship_manager: "",
//           branch: "", region: "", industry: "", is_client: "", complete: [],
//           consent: "opt_in", today: "2025-12-31"}
// include compared
WHERE left_out <> '' AND NOT slid
RETURN left_out, count(*) AS holdings ORDER BY left_out;
