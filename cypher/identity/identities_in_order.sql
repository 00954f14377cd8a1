-- The identities of a run that are in scope, in the order of the numbers that they are known by.
-- :run_id    the run
-- :after_id  only after this one; '' to begin with
-- :limit     at most so many
-- Index: known_as_known; linear in the numbers of identities.
-- Example: {"run_id": 1, "after_id": "", "limit": 50}
SELECT c.customer_id, c.name, count(*) AS size
FROM known_as k JOIN customers c ON c.customer_no = k.known_no
WHERE k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
    AND c.customer_id > :after_id
    AND
    -- include in_scope
GROUP BY c.customer_id, c.name
ORDER BY c.customer_id LIMIT :limit;
