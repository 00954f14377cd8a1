// The open records about any of some numbers, in the order of both.
// $customer_ids  the numbers
// Index: customer_id; linear in the answer.
// Example: {customer_ids: ["P1"]}
UNWIND $customer_ids AS asked
MATCH (c:Customer {customer_id: asked})-[s:SAME_AS]-(:Customer)
WHERE s.closed_on IS NULL
WITH DISTINCT s, startNode(s) AS a, endNode(s) AS b
WHERE a.closed_on IS NULL AND b.closed_on IS NULL
OPTIONAL MATCH (l:Load {load_id: 'L' + s.first_load_no})
RETURN a.customer_id AS customer_id, b.customer_id AS other_id,
    coalesce(s.verdict, 'same') AS verdict, coalesce(s.basis, '') AS basis,
    s.first_load_no AS first_load_no, coalesce(l.started_at.epochMillis, 0) AS since_at
ORDER BY customer_id, other_id;
