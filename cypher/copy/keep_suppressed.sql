-- Keeps keyed hashes of what no load may bring again.
INSERT INTO suppressed (hash) VALUES (:hash) ON CONFLICT (hash) DO NOTHING;
