-- One customer under several numbers: what records say of two numbers, what people decided, and the
-- number that each other one is known by. A number that is in no row of known_as is known by itself.
ALTER TABLE same_as ADD COLUMN verdict TEXT;
ALTER TABLE same_as ADD COLUMN first_load_no INTEGER;
UPDATE same_as SET first_load_no = load_no;

-- Kept as holdings are: a row counts in run r when since_run <= r and (until_run is empty or
-- r < until_run).
CREATE TABLE IF NOT EXISTS known_as (
    customer_no INTEGER NOT NULL, known_no INTEGER NOT NULL, basis TEXT NOT NULL,
    since_at INTEGER NOT NULL, since_run INTEGER NOT NULL, until_run INTEGER, PRIMARY KEY (customer_no, since_run)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS known_as_known ON known_as (known_no);
CREATE INDEX IF NOT EXISTS known_as_since ON known_as (since_run);
CREATE INDEX IF NOT EXISTS known_as_until ON known_as (until_run) WHERE until_run IS NOT NULL;

-- Every human act, numbered from 1 without a gap. It is about what its subjects name.
CREATE TABLE IF NOT EXISTS decisions (
    decision_no INTEGER PRIMARY KEY, decision_id TEXT NOT NULL UNIQUE, subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL, other_id TEXT, action TEXT NOT NULL, state TEXT NOT NULL,
    body TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL,
    previous_hash TEXT, hash TEXT);
CREATE INDEX IF NOT EXISTS decisions_subject ON decisions (subject_kind, subject_id);
CREATE INDEX IF NOT EXISTS decisions_other ON decisions (subject_kind, other_id)
    WHERE other_id IS NOT NULL;
