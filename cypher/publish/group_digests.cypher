// The digests of the current derived groups of one kind, by windows of the head's number.
// $kind  the kind
// Index: derived_group_kind; linear in its groups.
// Example: {kind: "control", low: 0, high: 10000}
MATCH (g:DerivedGroup {kind: $kind})
WHERE $low <= g.head_no < $high AND g.until_run IS NULL
RETURN collect(g.digest) AS digest;
