// Guarantees that are valid on a day and not void.
// $on  the day on which they must be valid
// Index: customer_no of the one who holds the tie; linear in the ties.
// Example: {on: "2025-12-31", low: 0, high: 10000}
MATCH (a:Customer) WHERE $low <= a.customer_no < $high
MATCH (a)-[r:GUARANTEES]->(b:Customer)
WHERE r.closed_on IS NULL AND coalesce(r.amount <> 0, true)
    AND coalesce(r.from_on <= date($on), true) AND coalesce(date($on) < r.to_on, true)
RETURN collect(a.customer_no) AS guarantor_no,
    collect(b.customer_no) AS borrower_no,
    collect(r.guarantee_id) AS guarantee_id,
    collect(coalesce(r.amount, 0.0 / 0.0)) AS amount,
    collect(r.currency) AS currency,
    collect(r.load_no) AS load_no;
