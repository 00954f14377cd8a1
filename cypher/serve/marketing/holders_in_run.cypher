// Who holds a tag in a run, a row for each holding; one window of customers at a time.
// $tag_id  the tag
// $run_id  the run
// Index: customer_no; linear in the customers and the tag's holdings ever.
// Example: {tag_id: "opinion_leader", run_id: 1, low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[h:HELD {tag_id: $tag_id}]->(:Tag)
WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
RETURN collect(c.customer_no) AS customer_no;
