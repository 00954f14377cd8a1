// The current members of the groups that one tag makes; one window of customers at a time.
// $tag_id  the tag
// Index: customer_no; linear in the customers and the tag's holdings ever.
// Example: {tag_id: "control_group_member", low: 0, high: 10000}
MATCH (c:Customer) WHERE $low <= c.customer_no < $high
MATCH (c)-[h:HELD {tag_id: $tag_id}]->(:Tag)
WHERE h.until_run IS NULL AND h.group_id IS NOT NULL
RETURN collect(h.group_id) AS group_id, collect(h.customer_no) AS customer_no;
