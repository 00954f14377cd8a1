// The offices that persons hold in some companies on a day, by company, person and role. Closed
// customers do not count.
// $customer_ids  the companies
// $on            the day
// $limit         at most so many
// Index: customer_id; linear in the companies' offices.
// Example: {customer_ids: ["C1"], on: "2025-12-31", limit: 500}
UNWIND $customer_ids AS wanted
MATCH (p:Customer)-[r:HOLDS_POSITION]->(c:Customer {customer_id: wanted})
WHERE r.closed_on IS NULL
    AND coalesce(r.from_on <= date($on), true) AND coalesce(date($on) < r.to_on, true)
    AND p.closed_on IS NULL AND c.closed_on IS NULL AND p.kind = 'person' AND c.kind <> 'person'
RETURN p.customer_id AS person_id, c.customer_id AS company_id, r.role AS role,
    toString(r.from_on) AS from_on, r.load_no AS load_no
ORDER BY company_id, person_id, role, coalesce(from_on, ''), load_no LIMIT $limit;
