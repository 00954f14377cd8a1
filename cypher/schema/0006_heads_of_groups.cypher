// A derived group is found by the number of its head, so that its name can follow the head's.
CREATE INDEX derived_head IF NOT EXISTS FOR (g:Derived) ON (g.head_no);
CALL db.awaitIndexes(300);
