// Derived groups as the runs up to one left them.
// $run_id  the run: what later ones added or ended is not told, nor what one that broke off wrote
// Index: derived_group_since_head; linear in the derived groups ever.
// Example: {run_id: 3}
MATCH (d:DerivedGroup) WHERE d.since_run <= $run_id AND d.head_no IS NOT NULL
    AND (d.since_run > 0 OR EXISTS {
        MATCH (r:Run {run_id: d.since_run}) WHERE r.published_at IS NOT NULL
    })
RETURN d.group_id AS group_id, d.kind AS kind, d.head_id AS head_id, d.head_no AS head_no,
    d.size AS size, d.digest AS digest, d.since_run AS since_run,
    CASE WHEN d.until_run <= $run_id THEN d.until_run END AS until_run;
