-- Keeps what the last verification of all chains found.
-- :at       the instant, in milliseconds since 1970
-- :entries  how many entries were read
-- :broken   the chain that is broken, '' for none
-- Index: the primary key; one row.
INSERT INTO verified (only_one, at, entries, broken) VALUES (1, :at, :entries, :broken)
ON CONFLICT (only_one) DO UPDATE SET at = :at, entries = :entries, broken = :broken;
