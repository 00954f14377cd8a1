-- The chain of reads: who saw what of whom, and who exported it. `said` is what is hashed, JSON with
-- sorted keys and no blanks, which names customers by their tokens alone; the other columns are read
-- from it. What was noted and is not chained yet names them by their ids. A cut is the head up to
-- which older entries were exported and taken away. What the last verification of all chains found is
-- kept, for who looks after the service.
CREATE TABLE noted_reads (noted_no INTEGER PRIMARY KEY, said TEXT NOT NULL);
CREATE TABLE reads (
    entry_no INTEGER PRIMARY KEY, said TEXT NOT NULL, hash TEXT NOT NULL,
    at INTEGER AS (iif(json_valid(said), said ->> '$.at', 0)) VIRTUAL,
    user_id TEXT AS (iif(json_valid(said), said ->> '$.user_id', '')) VIRTUAL);
CREATE INDEX reads_at ON reads (at);
CREATE INDEX reads_user ON reads (user_id);
CREATE TABLE read_customers (
    token TEXT, entry_no INTEGER, PRIMARY KEY (token, entry_no)) WITHOUT ROWID;
CREATE TABLE read_cuts (
    entry_no INTEGER PRIMARY KEY, hash TEXT NOT NULL, at INTEGER NOT NULL,
    signature TEXT NOT NULL);
CREATE TABLE verified (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1), at INTEGER NOT NULL,
    entries INTEGER NOT NULL, broken TEXT NOT NULL);
