// The numbers of the customer `c` as `other`: itself, and those of the others that are open.
// $run_id  the run whose identities count
MATCH (c)-[own:KNOWN_AS*0..1]->()<-[others:KNOWN_AS*0..1]-(other)
    WHERE (other.closed_on IS NULL OR other = c) AND all(k IN own + others
        WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true))
