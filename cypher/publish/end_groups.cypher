// Ends the current derived groups of one kind whose digests are named.
// $kind     the kind
// $digests  the digests
// $run_id   the run from which on they no longer count
// Index: derived_group_kind; linear in the groups of the kind.
// Example: {kind: "control", digests: [17], run_id: 3}
MATCH (g:DerivedGroup {kind: $kind}) WHERE g.until_run IS NULL AND g.digest IN $digests
SET g.until_run = $run_id;
