-- The groups into which people decided a customer, under any of its numbers: what is in force.
-- :customer_id  the customer
-- :run_id       the run whose identities count
SELECT d.subject
FROM customer_tokens t CROSS JOIN decisions d ON d.other = t.token
WHERE t.customer_id IN (
        SELECT :customer_id
        UNION ALL
        SELECT own.customer_id
        FROM customers one JOIN known_as k ON k.known_no = one.customer_no
            AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
        JOIN customers own ON own.customer_no = k.customer_no
        WHERE one.customer_id = :customer_id)
    AND d.other <> '' AND d.subject_kind = 'group' AND d.about_no IS NULL AND d.action = 'in' AND
    -- include decision_state
    = 'in_force'
