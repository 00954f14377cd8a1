// The numbers of identities as the runs up to one left them, a window of customers at a time.
// $run_id  the run: what later ones added or ended is not told
// Index: known_as_customer; linear in the numbers that were ever of an identity.
// Example: {run_id: 3, low: 0, high: 10000}
MATCH (c:Customer)-[k:KNOWN_AS]->(known:Customer)
WHERE $low <= k.customer_no < $high AND k.since_run <= $run_id
RETURN c.customer_id AS customer_id, known.customer_id AS known_id, k.customer_no AS customer_no,
    k.known_no AS known_no, k.basis AS basis, k.since_at AS since_at, k.since_run AS since_run,
    CASE WHEN k.until_run <= $run_id THEN k.until_run END AS until_run;
