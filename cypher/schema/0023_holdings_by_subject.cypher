// The holdings of one tag about one subject, such as who decides in a company, are read without
// those about all others.
CREATE INDEX held_subject IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.tag_id, h.subject);
CALL db.awaitIndexes(86400);
