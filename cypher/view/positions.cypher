// Offices that are held on a day.
// $on  the day on which they must be valid
// Index: customer_no of the one who holds the tie; linear in the ties.
// Example: {on: "2025-12-31", low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:HOLDS_POSITION]->(b:Customer)
WHERE r.closed_on IS NULL
    AND coalesce(r.from_on <= date($on), true) AND coalesce(date($on) < r.to_on, true)
RETURN collect(a.customer_no) AS person_no,
    collect(b.customer_no) AS company_no,
    collect(r.role) AS role,
    collect(r.load_no) AS load_no;
