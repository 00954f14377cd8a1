// The members of all communities in a run; one window of customers at a time.
// $run_id  the run
// Index: customer_no; linear in the customers and the tag's holdings ever.
// Example: {run_id: 1, low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[h:HELD {tag_id: 'community_member'}]->(:Tag)
WHERE h.group_id IS NOT NULL AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
RETURN collect(h.group_id) AS community_id, collect(h.customer_no) AS customer_no;
