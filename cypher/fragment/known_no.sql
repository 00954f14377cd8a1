-- The number by which the customer `c` is known in a run.
-- :run_id  the run whose identities count
ifnull((
    SELECT k.known_no FROM known_as k
    WHERE k.customer_no = c.customer_no AND k.since_run <= :run_id
        AND (k.until_run IS NULL OR :run_id < k.until_run)), c.customer_no)
