// Secrets that the store itself keeps, made once: what identifying values are hashed with.
CREATE CONSTRAINT secret IF NOT EXISTS FOR (s:Secret) REQUIRE s.name IS UNIQUE;
MERGE (s:Secret {name: 'opaque_ids'}) ON CREATE SET s.value = randomUUID() + randomUUID();
CALL db.awaitIndexes(300);
