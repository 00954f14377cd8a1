-- Whether the customer `c` may be named to a marketer: not where any of its numbers refuses, else
-- where any consents; where none says anything organisations may be, and under opt_out persons.
-- :consent  opt_in or opt_out; '' names everybody
-- :today    the day on which a consent must hold
-- :run_id   the run whose identities count
(:consent = '' OR ifnull((
    SELECT min(ifnull(other.consent_until >= :today, 0) OR other.marketing_consent)
    FROM customers other
    WHERE other.closed_on IS NULL AND other.customer_no IN (
        SELECT c.customer_no UNION ALL
        SELECT others.customer_no FROM known_as own JOIN known_as others
            ON others.known_no = own.known_no
        WHERE own.customer_no = c.customer_no
            AND own.since_run <= :run_id AND (own.until_run IS NULL OR :run_id < own.until_run)
            AND others.since_run <= :run_id
            AND (others.until_run IS NULL OR :run_id < others.until_run))
    ), :consent = 'opt_out' OR c.kind <> 'person'))
