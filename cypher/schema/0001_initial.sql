-- The graph as tables: one table a record of the canonical files, then what a run publishes.
--
-- Customers and accounts have a number of their own (customer_no, account_no): ties refer to it, so
-- a join is an integer look-up and a view comes out as integers. Every record carries
--   source, load_no   where it came from
--   digest            63 bits of a hash over its content: the same digest means nothing changed
--   attributes        its x_ columns as a JSON map
--   closed_on         the day it was found gone from its source; readers pass over closed records
-- Days are ISO text, instants are milliseconds since 1970 in UTC, amounts are doubles that hold
-- 15 decimal digits exactly.

CREATE TABLE IF NOT EXISTS customers (
    customer_no INTEGER PRIMARY KEY, customer_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    name TEXT NOT NULL, search_text TEXT NOT NULL, is_client INTEGER NOT NULL, id_type TEXT,
    id_number TEXT, birth_on TEXT, gender TEXT, registered_on TEXT, industry TEXT, region TEXT,
    branch TEXT, relationship_manager TEXT, assets REAL, net_assets REAL, annual_receipts REAL,
    annual_expenditures REAL, blocked INTEGER NOT NULL, marketing_consent INTEGER,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT);

-- Trigrams serve `contains` in any script from three characters on; shorter texts are scanned for.
CREATE VIRTUAL TABLE IF NOT EXISTS customer_search USING fts5(
    search_text, content = 'customers', content_rowid = 'customer_no',
    tokenize = 'trigram');
CREATE TRIGGER IF NOT EXISTS customer_search_insert AFTER INSERT ON customers BEGIN
    INSERT INTO customer_search (rowid, search_text) VALUES (new.customer_no, new.search_text);
END;
CREATE TRIGGER IF NOT EXISTS customer_search_update AFTER UPDATE OF search_text ON customers
WHEN old.search_text <> new.search_text BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text)
    VALUES ('delete', old.customer_no, old.search_text);
    INSERT INTO customer_search (rowid, search_text) VALUES (new.customer_no, new.search_text);
END;

CREATE TABLE IF NOT EXISTS groups (
    group_id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT, parent_id TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS group_members (
    group_id TEXT NOT NULL, customer_no INTEGER NOT NULL, role TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, PRIMARY KEY (group_id, customer_no)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS group_members_customer ON group_members (customer_no);

CREATE TABLE IF NOT EXISTS accounts (
    account_no INTEGER PRIMARY KEY, account_id TEXT NOT NULL UNIQUE, kind TEXT, currency TEXT,
    opened_on TEXT, status TEXT, balance REAL, blocked INTEGER NOT NULL, external INTEGER NOT NULL,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT);

CREATE TABLE IF NOT EXISTS account_holders (
    account_no INTEGER NOT NULL, customer_no INTEGER NOT NULL, role TEXT NOT NULL,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, PRIMARY KEY (account_no, customer_no)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS account_holders_customer ON account_holders (customer_no);

-- The account number 0 is the outside: cash, or an account nobody named.
CREATE TABLE IF NOT EXISTS transactions (
    transaction_id TEXT NOT NULL UNIQUE, from_no INTEGER NOT NULL, to_no INTEGER NOT NULL, amount REAL NOT NULL,
    currency TEXT NOT NULL, at INTEGER NOT NULL, channel TEXT, purpose TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT);
CREATE INDEX IF NOT EXISTS transactions_from ON transactions (from_no);
CREATE INDEX IF NOT EXISTS transactions_to ON transactions (to_no);

CREATE TABLE IF NOT EXISTS ownerships (
    owner_no INTEGER NOT NULL, owned_no INTEGER NOT NULL, share REAL NOT NULL, votes REAL NOT NULL,
    from_on TEXT, to_on TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS ownerships_key
    ON ownerships (owner_no, owned_no, ifnull(from_on, ''));
CREATE INDEX IF NOT EXISTS ownerships_owned ON ownerships (owned_no);

CREATE TABLE IF NOT EXISTS controls (
    controller_no INTEGER NOT NULL, controlled_no INTEGER NOT NULL, basis TEXT NOT NULL,
    from_on TEXT, to_on TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS controls_key
    ON controls (controller_no, controlled_no, basis, ifnull(from_on, ''));
CREATE INDEX IF NOT EXISTS controls_controlled ON controls (controlled_no);

CREATE TABLE IF NOT EXISTS positions (
    person_no INTEGER NOT NULL, company_no INTEGER NOT NULL, role TEXT NOT NULL,
    from_on TEXT, to_on TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS positions_key
    ON positions (person_no, company_no, role, ifnull(from_on, ''));
CREATE INDEX IF NOT EXISTS positions_company ON positions (company_no);

CREATE TABLE IF NOT EXISTS kinships (
    a_no INTEGER NOT NULL, b_no INTEGER NOT NULL, relation TEXT NOT NULL,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, PRIMARY KEY (a_no, b_no, relation)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS kinships_b ON kinships (b_no);

CREATE TABLE IF NOT EXISTS guarantees (
    guarantee_id TEXT NOT NULL UNIQUE, guarantor_no INTEGER NOT NULL, borrower_no INTEGER NOT NULL,
    amount REAL, currency TEXT NOT NULL, from_on TEXT, to_on TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT);
CREATE INDEX IF NOT EXISTS guarantees_guarantor ON guarantees (guarantor_no);
CREATE INDEX IF NOT EXISTS guarantees_borrower ON guarantees (borrower_no);

CREATE TABLE IF NOT EXISTS referrals (
    referrer_no INTEGER NOT NULL, referred_no INTEGER NOT NULL, at INTEGER NOT NULL,
    campaign TEXT, channel TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, PRIMARY KEY (referrer_no, referred_no, at)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS referrals_referred ON referrals (referred_no);

CREATE TABLE IF NOT EXISTS dependencies (
    provider_no INTEGER NOT NULL, dependent_no INTEGER NOT NULL, basis TEXT NOT NULL, share REAL,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, PRIMARY KEY (provider_no, dependent_no, basis)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dependencies_dependent ON dependencies (dependent_no);

CREATE TABLE IF NOT EXISTS exposures (
    exposure_id TEXT NOT NULL UNIQUE, customer_no INTEGER NOT NULL, kind TEXT,
    amount REAL NOT NULL, currency TEXT NOT NULL, due_on TEXT, status TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT);
CREATE INDEX IF NOT EXISTS exposures_customer ON exposures (customer_no);

CREATE TABLE IF NOT EXISTS obligations (
    debtor_no INTEGER NOT NULL, creditor_no INTEGER NOT NULL, amount REAL NOT NULL,
    currency TEXT NOT NULL,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, PRIMARY KEY (debtor_no, creditor_no, currency)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS obligations_creditor ON obligations (creditor_no);

CREATE TABLE IF NOT EXISTS identifiers (
    customer_no INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, blocked INTEGER NOT NULL,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, PRIMARY KEY (customer_no, kind, value)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identifiers_value ON identifiers (kind, value);

CREATE TABLE IF NOT EXISTS same_as (
    customer_no INTEGER NOT NULL, other_no INTEGER NOT NULL, basis TEXT,
    attributes TEXT, source TEXT NOT NULL, load_no INTEGER NOT NULL, digest INTEGER NOT NULL,
    closed_on TEXT, PRIMARY KEY (customer_no, other_no)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS same_as_other ON same_as (other_no);

-- Who may write: one load or derivation at a time, on a lease that a dead writer lets run out.
CREATE TABLE IF NOT EXISTS writer (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1), token TEXT NOT NULL, work TEXT NOT NULL,
    host TEXT NOT NULL, pid INTEGER NOT NULL, taken_at INTEGER NOT NULL, expires_at INTEGER NOT NULL);

-- The same files of the same source (the same fingerprint) are the same load, however often run.
CREATE TABLE IF NOT EXISTS loads (
    load_no INTEGER PRIMARY KEY, source TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE,
    started_at INTEGER NOT NULL, finished_at INTEGER, counts TEXT NOT NULL);

-- A run is current when it is the highest that has been published. A holding or a group counts in
-- run r when since_run <= r and r < until_run (or until_run is still empty): what an unfinished run
-- wrote is invisible, and history costs nothing.
CREATE TABLE IF NOT EXISTS runs (
    run_id INTEGER PRIMARY KEY, as_of TEXT NOT NULL, started_at INTEGER NOT NULL,
    published_at INTEGER, fingerprint TEXT NOT NULL, report TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS tags (
    tag_id TEXT PRIMARY KEY, version TEXT NOT NULL, title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL) WITHOUT ROWID;

-- The long texts come last: what a look-up filters by is then on the row's first page.
CREATE TABLE IF NOT EXISTS holdings (
    customer_no INTEGER NOT NULL, tag_id TEXT NOT NULL, subject TEXT NOT NULL, version TEXT NOT NULL,
    grade TEXT NOT NULL, score REAL NOT NULL, group_id TEXT, role TEXT, digest INTEGER NOT NULL,
    since_run INTEGER NOT NULL, until_run INTEGER, value TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS holdings_customer ON holdings (customer_no, tag_id, subject, since_run);
CREATE INDEX IF NOT EXISTS holdings_tag ON holdings (tag_id, score DESC, customer_no);
CREATE INDEX IF NOT EXISTS holdings_group ON holdings (group_id, customer_no)
    WHERE group_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS holdings_digest ON holdings (digest);
CREATE INDEX IF NOT EXISTS holdings_since ON holdings (since_run);
CREATE INDEX IF NOT EXISTS holdings_until ON holdings (until_run) WHERE until_run IS NOT NULL;

CREATE TABLE IF NOT EXISTS derived_groups (
    group_id TEXT NOT NULL, kind TEXT NOT NULL, head_no INTEGER NOT NULL, size INTEGER NOT NULL,
    digest INTEGER NOT NULL, since_run INTEGER NOT NULL, until_run INTEGER);
-- What people decided: who is in a group or out of it, whatever was derived. Kept when withdrawn.
CREATE TABLE IF NOT EXISTS overrides (
    override_id TEXT PRIMARY KEY, group_id TEXT NOT NULL, customer_no INTEGER NOT NULL,
    decision TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, made_at INTEGER NOT NULL,
    withdrawn_at INTEGER, withdrawn_by TEXT, withdrawn_reason TEXT) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS overrides_in_force ON overrides (group_id, customer_no)
    WHERE withdrawn_at IS NULL;
CREATE INDEX IF NOT EXISTS overrides_in_order ON overrides (made_at, override_id);

-- What runs did to groups: formed, ended, joined, left, split and merged.
CREATE TABLE IF NOT EXISTS group_events (
    group_id TEXT NOT NULL, kind TEXT NOT NULL, run_id INTEGER NOT NULL, event TEXT NOT NULL,
    other_id TEXT NOT NULL, members INTEGER NOT NULL,
    PRIMARY KEY (group_id, run_id, event, other_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS group_events_run ON group_events (run_id);
CREATE INDEX IF NOT EXISTS derived_groups_id ON derived_groups (group_id);
CREATE INDEX IF NOT EXISTS derived_groups_kind ON derived_groups (kind, group_id);
