-- Whether the row `other` is a number of the customer `c`: itself, or another that is open.
-- :run_id  the run whose identities count
other.customer_no IN (
        SELECT c.customer_no UNION ALL
        SELECT others.customer_no FROM known_as own JOIN known_as others
            ON others.known_no = own.known_no
        WHERE own.customer_no = c.customer_no
            AND own.since_run <= :run_id AND (own.until_run IS NULL OR :run_id < own.until_run)
            AND others.since_run <= :run_id
            AND (others.until_run IS NULL OR :run_id < others.until_run))
    AND (other.closed_on IS NULL OR other.customer_no = c.customer_no)
