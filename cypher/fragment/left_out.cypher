// Why a list for marketing leaves the customer `c` out, the first reason that applies, or '' where
// it is named: refused, blocked, closed, not_a_client, no_consent (persons, under opt_in). What any
// of its numbers says counts: that it refuses, or else consents, is blocked, is a client.
// $consent  opt_in or opt_out; '': the list is not for marketing, and names all who are open
// $today    the day on which a consent must hold
// $run_id   the run whose identities count
CASE WHEN $consent = '' THEN CASE WHEN c.closed_on IS NULL THEN '' ELSE 'closed' END
ELSE head([numbers IN [COLLECT {
    // include own_numbers
    RETURN [
        // include consents
        , other.blocked, other.is_client] }] | CASE
    WHEN any(one IN numbers WHERE one[0] = false) THEN 'refused'
    WHEN any(one IN numbers WHERE one[1]) THEN 'blocked'
    WHEN c.closed_on IS NOT NULL THEN 'closed'
    WHEN NOT any(one IN numbers WHERE coalesce(one[2], false)) THEN 'not_a_client'
    WHEN $consent = 'opt_in' AND c.kind = 'person'
        AND NOT any(one IN numbers WHERE coalesce(one[0], false)) THEN 'no_consent'
    ELSE '' END]) END
