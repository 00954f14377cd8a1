-- Persons who were erased. An erasure keeps the number of the row that stays and a certificate of
-- what was done; `suppressed` keyed hashes of ids and certificates that no load may bring again.
CREATE TABLE IF NOT EXISTS erasures (
    erased_id TEXT PRIMARY KEY, customer_no INTEGER NOT NULL, decision_id TEXT NOT NULL,
    certificate TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS erasures_decision ON erasures (decision_id);
CREATE TABLE IF NOT EXISTS suppressed (
    hash TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO secrets VALUES ('suppression', lower(hex(randomblob(32))));
