-- The numbers of the customer `c`, its own too, as a subquery.
-- :run_id  the run whose identities count
(SELECT c.customer_no UNION
    SELECT k.customer_no FROM known_as k
    WHERE k.known_no = c.customer_no AND k.since_run <= :run_id
        AND (k.until_run IS NULL OR :run_id < k.until_run))
