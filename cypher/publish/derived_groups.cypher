// The current derived groups of one kind; all in the first window.
// $kind  the kind
// Index: derived_group_kind; linear in its groups.
// Example: {kind: "control", low: 0, high: 10000}
MATCH (g:DerivedGroup {kind: $kind})
WHERE $low = 0 AND $high > 0 AND g.until_run IS NULL
RETURN collect(g.group_id) AS group_id, collect(g.head_no) AS head_no, collect(g.digest) AS digest;
