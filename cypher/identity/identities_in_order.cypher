// The identities of a run that are in scope, in the order of the numbers that they are known by.
// $run_id    the run
// $after_id  only after this one; '' to begin with
// $limit     at most so many
// Index: known_as_since; linear in the numbers of identities.
// Example: {run_id: 1, after_id: "", limit: 50}
MATCH (:Customer)-[k:KNOWN_AS]->(c:Customer)
WHERE k.since_run <= $run_id AND k.customer_no IS NOT NULL AND coalesce($run_id < k.until_run, true)
    AND c.customer_id > $after_id
    AND
    // include in_scope
RETURN c.customer_id AS customer_id, c.name AS name, count(*) AS size
ORDER BY customer_id LIMIT $limit;
