// The identities of one run: each number, and the one that it is known by.
// $run_id  the run
// Index: known_as_customer; linear in the numbers that were ever of an identity.
// Example: {run_id: 1, low: 0, high: 10000}
MATCH (c:Customer)-[k:KNOWN_AS]->(:Customer)
WHERE $low <= k.customer_no < $high
    AND k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
RETURN collect(k.customer_no) AS customer_no, collect(c.customer_id) AS customer_id,
    collect(k.known_no) AS known_no,
    collect(c.source) AS source, collect(k.basis) AS basis, collect(k.since_at) AS since_at;
