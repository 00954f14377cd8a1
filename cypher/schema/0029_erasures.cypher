// Persons who were erased: see the SQL for what is kept of them.
CREATE CONSTRAINT erased_id IF NOT EXISTS FOR (e:Erasure) REQUIRE e.erased_id IS UNIQUE;
CREATE CONSTRAINT suppressed IF NOT EXISTS FOR (s:Suppressed) REQUIRE s.hash IS UNIQUE;
CREATE INDEX erasure_decision IF NOT EXISTS FOR (e:Erasure) ON (e.decision_id);
MERGE (s:Secret {name: 'suppression'}) ON CREATE SET s.value = randomUUID() + randomUUID();
CALL db.awaitIndexes(300);
