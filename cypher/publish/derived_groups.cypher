// The derived groups of one kind in a run; all in the first window.
// $kind    the kind
// $run_id  the run
// Index: derived_group_kind; linear in its groups.
// Example: {kind: "control", run_id: 3, low: 0, high: 10000}
MATCH (g:DerivedGroup {kind: $kind})
WHERE $low = 0 AND $high > 0
    AND g.since_run <= $run_id AND coalesce($run_id < g.until_run, true)
RETURN collect(g.group_id) AS group_id, collect(g.head_no) AS head_no, collect(g.digest) AS digest;
