// Whether the customer `c` may be approached: none of its numbers has refused.
// $run_id  the run whose identities count
coalesce(c.marketing_consent, true) AND NOT EXISTS {
    MATCH (other:Customer)-[k:KNOWN_AS]->(c)
    WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
        AND other.closed_on IS NULL AND other.marketing_consent = false }
