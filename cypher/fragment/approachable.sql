-- Whether the customer `c` may be approached: none of its numbers has refused.
-- :run_id  the run whose identities count
c.marketing_consent IS NOT 0 AND NOT EXISTS (
    SELECT 1 FROM known_as k JOIN customers other ON other.customer_no = k.customer_no
    WHERE k.known_no = c.customer_no AND k.since_run <= :run_id
        AND (k.until_run IS NULL OR :run_id < k.until_run)
        AND other.closed_on IS NULL AND other.marketing_consent = 0)
