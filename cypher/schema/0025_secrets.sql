-- Secrets that the store itself keeps, made once: what identifying values are hashed with.
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT OR IGNORE INTO secrets VALUES ('opaque_ids', lower(hex(randomblob(32))));
