-- The offices that persons hold in some companies on a day, by company, person and role. Closed
-- customers do not count.
-- :customer_ids  the companies, a JSON list
-- :on            the day
-- :limit         at most so many
-- Index: customers.customer_id, positions_company; linear in the companies' offices.
-- Example: {"customer_ids": "[\"C1\"]", "on": "2025-12-31", "limit": 500}
SELECT p.customer_id AS person_id, c.customer_id AS company_id, r.role, r.from_on, r.load_no
FROM json_each(:customer_ids) wanted
CROSS JOIN customers c ON c.customer_id = wanted.value
CROSS JOIN positions r ON r.company_no = c.customer_no
CROSS JOIN customers p ON p.customer_no = r.person_no
WHERE r.closed_on IS NULL
    AND ifnull(r.from_on, '') <= :on AND (r.to_on IS NULL OR :on < r.to_on)
    AND p.closed_on IS NULL AND c.closed_on IS NULL AND p.kind = 'person' AND c.kind <> 'person'
ORDER BY company_id, person_id, r.role, ifnull(r.from_on, ''), r.load_no LIMIT :limit;
