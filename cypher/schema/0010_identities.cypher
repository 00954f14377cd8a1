// One customer under several numbers: what records say of two numbers, what people decided, and the
// number that each other one is known by.
CREATE CONSTRAINT decision_no IF NOT EXISTS FOR (d:Decision) REQUIRE d.decision_no IS UNIQUE;
CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (d:Decision) REQUIRE d.decision_id IS UNIQUE;
CREATE CONSTRAINT decisions_made IF NOT EXISTS FOR (n:DecisionsMade) REQUIRE n.only_one IS UNIQUE;
CREATE INDEX decision_subject IF NOT EXISTS FOR (d:Decision) ON (d.subject_kind, d.subject_id);
CREATE INDEX decision_other IF NOT EXISTS FOR (d:Decision) ON (d.subject_kind, d.other_id);
CREATE INDEX known_as_customer IF NOT EXISTS FOR ()-[k:KNOWN_AS]-() ON (k.customer_no);
CREATE INDEX known_as_since IF NOT EXISTS FOR ()-[k:KNOWN_AS]-() ON (k.since_run, k.customer_no);
CREATE INDEX known_as_until IF NOT EXISTS FOR ()-[k:KNOWN_AS]-() ON (k.until_run, k.customer_no);
MERGE (n:DecisionsMade {only_one: 1});
MATCH (a:Customer)-[r:SAME_AS]->(:Customer) WHERE r.first_load_no IS NULL
SET r.first_load_no = r.load_no;
CALL db.awaitIndexes(300);
