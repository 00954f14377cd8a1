// Loads are history: each run of the command is a load of its own, with a state. What several
// sources say of one row is kept beside it. A closed row keeps the load that closed it.
DROP CONSTRAINT load_fingerprint IF EXISTS;
MATCH (l:Load) WHERE l.state IS NULL
SET l.state = CASE WHEN l.finished_at IS NULL THEN 'failed' ELSE 'done' END,
    l.in_full = false, l.writing_at = l.started_at, l.sources = '[]', l.files = '[]', l.reason = '';

// What a source says of a row that others speak of too: `said` is JSON by column, without what it
// does not say. Of customers every source stands here, of other records those after the first.
CREATE CONSTRAINT source_row IF NOT EXISTS FOR (s:SourceRow) REQUIRE (s.record, s.key, s.source) IS UNIQUE;
CREATE CONSTRAINT consent_key IF NOT EXISTS FOR (c:Consent) REQUIRE (c.customer_id, c.purpose, c.channel, c.at) IS UNIQUE;
CALL db.awaitIndexes(300);
