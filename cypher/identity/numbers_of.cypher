// All numbers of the identities that some numbers are of, in the order of both.
// $customer_ids  the numbers
// $run_id        the run whose identities count
// Index: customer_id; linear in the answer.
// Example: {customer_ids: ["P1"], run_id: 1}
UNWIND $customer_ids AS asked
MATCH (:Customer {customer_id: asked})-[own:KNOWN_AS]->(known:Customer)
WHERE own.since_run <= $run_id AND coalesce($run_id < own.until_run, true)
WITH DISTINCT known
MATCH (c:Customer)-[k:KNOWN_AS]->(known)
WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true)
RETURN known.customer_id AS known_id, c.customer_id AS customer_id, c.source AS source,
    k.basis AS basis, datetime({epochMillis: k.since_at}) AS since_at
ORDER BY known_id, customer_id;
