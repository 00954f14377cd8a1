// The digests of the current holdings of one tag; one window of customers at a time.
// $tag_id  the tag
// Index: held_tag_customer; linear in the tag's holdings ever.
// Example: {tag_id: "guarantee_circle", low: 0, high: 10000}
MATCH (:Customer)-[h:HELD]->(:Tag)
    USING INDEX h:HELD(tag_id, customer_no)
WHERE h.tag_id = $tag_id AND $low <= h.customer_no < $high AND h.until_run IS NULL
RETURN collect(h.digest) AS digest;
