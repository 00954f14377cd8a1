// The kin of some customers by some relations, and the other parties to their records of control on
// some bases that are valid on a day; each pair once a relation or basis.
// $customer_ids  the customers
// $relations     the relations that count
// $bases         the bases of records that count
// $on            the day
// Index: customer_id; linear in the kin and the records of the customers.
// Example: {customer_ids: ["P1"], relations: ["spouse"], bases: ["agreement"],
//           on: "2025-12-31"}
UNWIND $customer_ids AS wanted
MATCH (:Customer {customer_id: wanted})-[r:KIN_OF|CONTROLS]-(:Customer)
WHERE r.closed_on IS NULL AND (r.relation IN $relations OR r.basis IN $bases)
    AND coalesce(r.from_on <= date($on), true) AND coalesce(date($on) < r.to_on, true)
WITH DISTINCT startNode(r) AS a, endNode(r) AS b, coalesce(r.relation, r.basis) AS relation
WHERE a.closed_on IS NULL AND b.closed_on IS NULL
RETURN a.customer_id AS a_id, b.customer_id AS b_id, relation
ORDER BY a_id, b_id, relation;
