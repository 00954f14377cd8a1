// Constraints and indexes; each is made once. A node or relationship that has a natural key is
// unique by it. A record's own key is a property where it is not already its two ends.

CREATE CONSTRAINT customer_id IF NOT EXISTS FOR (c:Customer) REQUIRE c.customer_id IS UNIQUE;
CREATE CONSTRAINT customer_no IF NOT EXISTS FOR (c:Customer) REQUIRE c.customer_no IS UNIQUE;
CREATE CONSTRAINT account_id IF NOT EXISTS FOR (a:Account) REQUIRE a.account_id IS UNIQUE;
CREATE CONSTRAINT account_no IF NOT EXISTS FOR (a:Account) REQUIRE a.account_no IS UNIQUE;
CREATE CONSTRAINT group_id IF NOT EXISTS FOR (g:Group) REQUIRE g.group_id IS UNIQUE;
CREATE CONSTRAINT identifier_value IF NOT EXISTS FOR (i:Identifier) REQUIRE (i.kind, i.value) IS UNIQUE;
CREATE CONSTRAINT exposure_id IF NOT EXISTS FOR (e:Exposure) REQUIRE e.exposure_id IS UNIQUE;
CREATE CONSTRAINT tag_id IF NOT EXISTS FOR (t:Tag) REQUIRE t.tag_id IS UNIQUE;
CREATE CONSTRAINT run_id IF NOT EXISTS FOR (r:Run) REQUIRE r.run_id IS UNIQUE;
CREATE CONSTRAINT load_id IF NOT EXISTS FOR (l:Load) REQUIRE l.load_id IS UNIQUE;
CREATE CONSTRAINT load_fingerprint IF NOT EXISTS FOR (l:Load) REQUIRE l.fingerprint IS UNIQUE;
CREATE CONSTRAINT override_id IF NOT EXISTS FOR (o:Override) REQUIRE o.override_id IS UNIQUE;
CREATE CONSTRAINT override_in_force IF NOT EXISTS FOR (o:Override) REQUIRE (o.group_id, o.customer_id, o.in_force) IS UNIQUE;
CREATE CONSTRAINT writer IF NOT EXISTS FOR (w:Writer) REQUIRE w.only_one IS UNIQUE;
CREATE CONSTRAINT transaction_id IF NOT EXISTS FOR ()-[p:PAID]-() REQUIRE p.transaction_id IS UNIQUE;
CREATE CONSTRAINT guarantee_id IF NOT EXISTS FOR ()-[g:GUARANTEES]-() REQUIRE g.guarantee_id IS UNIQUE;

// A text index holds trigrams: it serves `contains` in Chinese and Latin alike.
CREATE TEXT INDEX customer_search IF NOT EXISTS FOR (c:Customer) ON (c.search_text);
CREATE INDEX customer_kind IF NOT EXISTS FOR (c:Customer) ON (c.kind, c.customer_id);
CREATE INDEX group_kind IF NOT EXISTS FOR (g:Group) ON (g.kind, g.group_id);
CREATE INDEX held_tag IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.tag_id, h.score);
CREATE INDEX held_group IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.group_id);
CREATE INDEX held_since IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.since_run);
CREATE INDEX held_digest IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.digest);
CREATE INDEX derived_group_kind IF NOT EXISTS FOR (g:DerivedGroup) ON (g.kind, g.group_id);
CREATE INDEX derived_group_id IF NOT EXISTS FOR (g:DerivedGroup) ON (g.group_id, g.since_run);
CREATE INDEX derived_group_since IF NOT EXISTS FOR (g:DerivedGroup) ON (g.since_run);
CREATE INDEX derived_group_until IF NOT EXISTS FOR (g:DerivedGroup) ON (g.until_run);
CREATE INDEX group_event IF NOT EXISTS FOR (e:GroupEvent) ON (e.group_id, e.run_id, e.event, e.other_id);
CREATE INDEX group_event_run IF NOT EXISTS FOR (e:GroupEvent) ON (e.run_id);
CREATE INDEX override_in_order IF NOT EXISTS FOR (o:Override) ON (o.made_at);
CREATE INDEX held_until IF NOT EXISTS FOR ()-[h:HELD]-() ON (h.until_run);

// The outside: cash, or an account nobody named.
MERGE (o:Account {account_id: ''}) SET o:Outside, o.account_no = 0;

CALL db.awaitIndexes(300);
