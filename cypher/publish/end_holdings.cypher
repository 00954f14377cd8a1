// Ends the current holdings of one tag whose digests are named.
// $tag_id   the tag
// $digests  the digests
// $run_id   the run from which on they no longer count
// Index: held_digest; linear in the digests.
// Example: {tag_id: "guarantee_circle", digests: [17], run_id: 3}
UNWIND $digests AS digest
MATCH (:Customer)-[h:HELD {digest: digest}]->(:Tag)
WHERE h.tag_id = $tag_id AND h.until_run IS NULL
SET h.until_run = $run_id;
