-- The exposures to some customers under all their numbers, by customer and currency; not settled ones.
-- :customer_ids  the customers, a JSON list
-- :run_id        the run whose identities count
-- :factors       by kind what part of what is not drawn counts, JSON
-- :on            the day on which an exposure may be overdue
-- Index: customers.customer_id, known_as_known, exposures_customer; linear in their exposures.
-- Example: {"customer_ids": "[\"C1\"]", "run_id": 1, "factors": "{}", "on": "2025-12-31"}
WITH wanted AS (
    SELECT c.customer_no, c.customer_id
    FROM json_each(:customer_ids) asked JOIN customers c ON c.customer_id = asked.value
), numbers AS (
    SELECT customer_id, customer_no AS number FROM wanted
    UNION
    SELECT w.customer_id, k.customer_no
    FROM wanted w JOIN known_as k ON k.known_no = w.customer_no
        AND k.since_run <= :run_id AND (k.until_run IS NULL OR :run_id < k.until_run)
)
SELECT n.customer_id, e.currency,
    -- include exposure_sums
FROM numbers n JOIN exposures e ON e.customer_no = n.number
WHERE e.closed_on IS NULL AND
    -- include unsettled
GROUP BY n.customer_id, e.currency
ORDER BY n.customer_id, e.currency;
