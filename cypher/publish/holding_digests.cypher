// The digests of the current holdings of one tag; one window of customers at a time.
// $tag_id  the tag
// Index: customer_no; linear in the customers.
// Example: {tag_id: "guarantee_circle", low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[h:HELD]->(:Tag) WHERE h.tag_id = $tag_id AND h.until_run IS NULL
RETURN collect(h.digest) AS digest;
