// Who owns or controls any of some customers on a day: holdings and records, records first, then
// the largest holdings. A person is owned by nobody, and closed customers do not count.
// $customer_ids  the customers
// $on            the day
// $limit         at most so many
// Index: customer_id; linear in the stakes held in them.
// Example: {customer_ids: ["C1"], on: "2025-12-31", limit: 500}
UNWIND $customer_ids AS wanted
MATCH (owner:Customer)-[r:OWNS|CONTROLS]->(owned:Customer {customer_id: wanted})
WHERE r.closed_on IS NULL
    AND coalesce(r.from_on <= date($on), true) AND coalesce(date($on) < r.to_on, true)
    AND owner.closed_on IS NULL AND owned.closed_on IS NULL AND owned.kind <> 'person'
RETURN type(r) AS type, owner.customer_id AS owner_id, owned.customer_id AS owned_id,
    r.share AS share, r.votes AS votes, r.basis AS basis, r.load_no AS load_no
ORDER BY type, coalesce(share + votes, 0.0) DESC, owned_id, owner_id, share,
    basis, load_no LIMIT $limit;
