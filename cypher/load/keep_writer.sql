-- Makes the lease of this writer last longer.
-- :token       whose lease it must be
-- :expires_at  until when, in milliseconds since 1970
-- Index: the primary key; one row.
-- Example: {"token": "t1", "expires_at": 3}
UPDATE writer SET expires_at = :expires_at WHERE only_one = 1 AND token = :token;
