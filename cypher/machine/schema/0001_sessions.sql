-- What one machine notes of those who sign in there. Ids of sessions and the names that were tried are
-- kept as hashes; `claims` is JSON, of a viewer whom an identity provider vouched for.
CREATE TABLE sessions (
    session_digest TEXT PRIMARY KEY, user_id TEXT NOT NULL, version INTEGER NOT NULL, claims TEXT,
    made_at INTEGER NOT NULL, used_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE failed_sign_ins (
    name_digest TEXT PRIMARY KEY, failures INTEGER NOT NULL, failed_at INTEGER NOT NULL,
    locked_until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX failed_sign_ins_at ON failed_sign_ins (failed_at);
CREATE TABLE key_uses (key_id TEXT PRIMARY KEY, used_at INTEGER NOT NULL) WITHOUT ROWID;
