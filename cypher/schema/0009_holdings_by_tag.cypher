// The current holdings of one tag are read a window of customers at a time, without those of the
// other tags.
CREATE INDEX held_tag_customer IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.tag_id, h.customer_no);
CALL db.awaitIndexes(86400);
