// Whether the customer `c` may be named to a marketer: not where any of its numbers refuses, else
// where any consents; where none says anything organisations may be, and under opt_out persons.
// $consent  opt_in or opt_out; '' names everybody
// $today    the day on which a consent must hold
// $run_id   the run whose identities count
($consent = '' OR coalesce(COLLECT {
    MATCH (c)-[own:KNOWN_AS*0..1]->(:Customer)<-[others:KNOWN_AS*0..1]-(other:Customer)
    WHERE other.closed_on IS NULL AND all(k IN own + others
        WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true))
    WITH coalesce(other.consent_until >= $today, false) OR other.marketing_consent AS said
    WHERE said IS NOT NULL
    RETURN said ORDER BY said LIMIT 1 }[0], $consent = 'opt_out' OR c.kind <> 'person'))
