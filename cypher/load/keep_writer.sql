-- Makes the lease of this writer last longer, from now on by this clock.
-- :token  whose lease it must be
-- :lasts  for how many milliseconds
-- Index: the primary key; one row.
-- Example: {"token": "t1", "lasts": 60000}
UPDATE writer
SET expires_at = CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) + :lasts
WHERE only_one = 1 AND token = :token;
