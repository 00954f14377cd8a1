-- Users, who sign in, and their keys. `password` is an argon2id hash, `digest` the SHA-256 of a key's
-- secret; lists are JSON. A user's version rises with every change, which ends what was opened before.
CREATE TABLE IF NOT EXISTS users (
    user_id TEXT PRIMARY KEY, password TEXT NOT NULL, roles TEXT NOT NULL, branches TEXT NOT NULL,
    managers TEXT NOT NULL, version INTEGER NOT NULL, made_at INTEGER NOT NULL, ended_at INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (
    key_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, digest TEXT NOT NULL, roles TEXT NOT NULL,
    made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keys_user ON keys (user_id);
