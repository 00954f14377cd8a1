-- Whether the customer `c` is known by its own number in a run, and not by another one.
-- :run_id  the run whose identities count
NOT EXISTS (
    SELECT 1 FROM known_as k
    WHERE k.customer_no = c.customer_no AND k.known_no <> k.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run))
