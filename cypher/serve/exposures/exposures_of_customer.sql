-- The exposures on all numbers of a customer in scope, settled ones too, by id.
-- :customer_id  the customer, as it is known
-- :run_id       the run whose identities count
-- :factors      by kind what part of what is not drawn counts, JSON
-- :on           the day on which one may be overdue
-- :after_id     only after this exposure
-- :limit        at most so many
-- Index: customers.customer_id, known_as_known, exposures_customer; linear in the customer's.
-- Example: {"customer_id": "C1", "run_id": 1, "factors": "{}", "on": "2025-12-31", "after_id": "",
--           "limit": 50}
WITH known AS (
    SELECT * FROM customers WHERE customer_id = :customer_id
), numbers AS (
    SELECT customer_no FROM known
    UNION
    SELECT k.customer_no FROM known JOIN known_as k ON k.known_no = known.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
)
SELECT
    -- include exposure_row
FROM known CROSS JOIN numbers n CROSS JOIN exposures e ON e.customer_no = n.customer_no
CROSS JOIN customers c ON c.customer_no = n.customer_no
WHERE e.closed_on IS NULL AND e.exposure_id > :after_id AND
    -- include in_scope
ORDER BY e.exposure_id LIMIT :limit;
