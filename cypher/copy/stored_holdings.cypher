// Holdings as the runs up to one left them, a window of customers at a time.
// $run_id  the run: what later ones added or ended is not told, nor what one that broke off wrote
// Index: customer_no; linear in the holdings ever.
// Example: {run_id: 3, low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[h:HELD]->(:Tag) WHERE h.since_run <= $run_id
    AND (h.since_run > 0 OR EXISTS {
        MATCH (r:Run {run_id: h.since_run}) WHERE r.published_at IS NOT NULL
    })
RETURN c.customer_id AS customer_id, c.customer_no AS customer_no, h.tag_id AS tag_id,
    h.subject AS subject, h.version AS version, h.grade AS grade, h.score AS score,
    h.group_id AS group_id, h.role AS role, h.digest AS digest, h.since_run AS since_run,
    CASE WHEN h.until_run <= $run_id THEN h.until_run END AS until_run, h.value AS value,
    h.evidence AS evidence;
