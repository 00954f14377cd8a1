-- Keeps keyed hashes of what no load may bring again.
INSERT INTO suppressed (hash, at) VALUES (:hash, :at) ON CONFLICT (hash) DO NOTHING;
