// The kin of some customers, and those with whom they have an agreement on a day; each pair once.
// $customer_ids  the customers
// $on            the day
// Index: customer_id; linear in the kin and the records of the customers.
// Example: {customer_ids: ["P1"], on: "2025-12-31"}
UNWIND $customer_ids AS wanted
MATCH (:Customer {customer_id: wanted})-[r:KIN_OF|CONTROLS]-(:Customer)
WHERE r.closed_on IS NULL AND (type(r) = 'KIN_OF' OR r.basis = 'agreement')
    AND coalesce(r.from_on <= date($on), true) AND coalesce(date($on) < r.to_on, true)
WITH DISTINCT startNode(r) AS a, endNode(r) AS b, coalesce(r.relation, r.basis) AS relation
WHERE a.closed_on IS NULL AND b.closed_on IS NULL
RETURN a.customer_id AS a_id, b.customer_id AS b_id, relation
ORDER BY a_id, b_id, relation;
