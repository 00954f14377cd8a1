// The current members of the groups that one tag makes; one window of customers at a time.
// $tag_id  the tag
// Index: held_tag_customer; linear in the tag's holdings ever.
// Example: {tag_id: "control_group_member", low: 0, high: 10000}
MATCH (:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, customer_no)
WHERE h.tag_id = $tag_id AND $low <= h.customer_no < $high
    AND h.until_run IS NULL AND h.group_id IS NOT NULL
RETURN collect(h.group_id) AS group_id, collect(h.customer_no) AS customer_no;
