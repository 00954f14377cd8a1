// What the customer `c` keeps at the bank, over its numbers; null where nobody knows.
// $run_id  the run whose identities count
reduce(total = null, part IN COLLECT {
    MATCH (n:Customer)-[ks:KNOWN_AS*0..1]->(c)
    WHERE all(k IN ks WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true))
        AND n.closed_on IS NULL AND n.assets IS NOT NULL
    WITH DISTINCT n
    RETURN n.assets } | coalesce(total, 0.0) + part)
