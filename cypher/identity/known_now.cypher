// The current run, and what a number is known by in it: itself where it is of no identity, or of
// nobody; no row before the first run.
// $customer_id  the number
// Index: the label scan of runs, which are few; customer_id; one row.
// Example: {customer_id: "P1"}
MATCH (r:Run) WHERE r.published_at IS NOT NULL AND r.run_id > 0
WITH r ORDER BY r.run_id DESC LIMIT 1
OPTIONAL MATCH (:Customer {customer_id: $customer_id})-[k:KNOWN_AS]->(known:Customer)
WHERE k.since_run <= r.run_id AND coalesce(r.run_id < k.until_run, true)
RETURN r.run_id AS run_id, r.as_of AS as_of, r.published_at AS published_at,
    coalesce(known.customer_id, $customer_id) AS known_id;
