-- Loads are history: each run of the command is a load of its own, with a state. What several
-- sources say of one row is kept beside it. A closed row keeps the load that closed it.
CREATE TABLE loads_as_history (
    load_no INTEGER PRIMARY KEY, source TEXT NOT NULL, fingerprint TEXT NOT NULL, state TEXT NOT NULL,
    in_full INTEGER NOT NULL, started_at INTEGER NOT NULL, writing_at INTEGER, finished_at INTEGER,
    sources TEXT NOT NULL, files TEXT NOT NULL, counts TEXT NOT NULL, reason TEXT NOT NULL);
INSERT INTO loads_as_history
SELECT load_no, source, fingerprint, iif(finished_at IS NULL, 'failed', 'done'), 0, started_at,
    started_at, finished_at, '[]', '[]', counts, ''
FROM loads;
DROP TABLE loads;
ALTER TABLE loads_as_history RENAME TO loads;

-- What a source says of a row that others speak of too: `said` is JSON by column, without what it
-- does not say. Of customers every source stands here, of other records those after the first.
CREATE TABLE source_rows (
    record TEXT NOT NULL, key TEXT NOT NULL, source TEXT NOT NULL, said TEXT NOT NULL,
    digest INTEGER NOT NULL, load_no INTEGER NOT NULL);
CREATE UNIQUE INDEX source_rows_key ON source_rows (record, key, source);

CREATE TABLE consents (
    customer_no INTEGER NOT NULL, purpose TEXT NOT NULL, status TEXT NOT NULL, at INTEGER NOT NULL,
    channel TEXT NOT NULL, until TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, closed_load INTEGER,
    PRIMARY KEY (customer_no, purpose, channel, at)) WITHOUT ROWID;

ALTER TABLE customers ADD COLUMN closed_load INTEGER;
ALTER TABLE groups ADD COLUMN closed_load INTEGER;
ALTER TABLE group_members ADD COLUMN closed_load INTEGER;
ALTER TABLE accounts ADD COLUMN closed_load INTEGER;
ALTER TABLE account_holders ADD COLUMN closed_load INTEGER;
ALTER TABLE transactions ADD COLUMN closed_load INTEGER;
ALTER TABLE ownerships ADD COLUMN closed_load INTEGER;
ALTER TABLE controls ADD COLUMN closed_load INTEGER;
ALTER TABLE positions ADD COLUMN closed_load INTEGER;
ALTER TABLE kinships ADD COLUMN closed_load INTEGER;
ALTER TABLE guarantees ADD COLUMN closed_load INTEGER;
ALTER TABLE referrals ADD COLUMN closed_load INTEGER;
ALTER TABLE dependencies ADD COLUMN closed_load INTEGER;
ALTER TABLE exposures ADD COLUMN closed_load INTEGER;
ALTER TABLE obligations ADD COLUMN closed_load INTEGER;
ALTER TABLE identifiers ADD COLUMN closed_load INTEGER;
ALTER TABLE same_as ADD COLUMN closed_load INTEGER;
