// The members of the groups that one tag makes, in a run; one window of customers at a time.
// $tag_id  the tag
// $run_id  the run
// Index: held_tag_customer; linear in the tag's holdings ever.
// Example: {tag_id: "control_group_member", run_id: 3, low: 0, high: 10000}
MATCH (:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, customer_no)
WHERE h.tag_id = $tag_id AND $low <= h.customer_no < $high
    AND h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    AND h.group_id IS NOT NULL
RETURN collect(h.group_id) AS group_id, collect(h.customer_no) AS customer_no;
