// Whether the customer `c` is known by its own number in a run, and not by another one.
// $run_id  the run whose identities count
NOT EXISTS {
    MATCH (c)-[k:KNOWN_AS]->(known:Customer)
    WHERE known <> c AND k.since_run <= $run_id AND coalesce($run_id < k.until_run, true) }
