// A run is published, shown and discarded in many transactions, none of which grows with the bank:
// one window of customers after another, by these indexes. `tagged_at` says of a published run that
// TAGGED and the derived groups have been brought to it; older runs brought them themselves.
CREATE INDEX held_since_customer IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.since_run, h.customer_no);
CREATE INDEX held_until_customer IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.until_run, h.customer_no);
CREATE INDEX derived_group_since_head IF NOT EXISTS
FOR (g:DerivedGroup) ON (g.since_run, g.head_no);
CREATE INDEX derived_group_until_head IF NOT EXISTS
FOR (g:DerivedGroup) ON (g.until_run, g.head_no);
CALL db.awaitIndexes(86400);
DROP INDEX held_since IF EXISTS;
DROP INDEX held_until IF EXISTS;
DROP INDEX derived_group_since IF EXISTS;
DROP INDEX derived_group_until IF EXISTS;
MATCH (r:Run) WHERE r.published_at IS NOT NULL AND r.tagged_at IS NULL
SET r.tagged_at = r.published_at;
