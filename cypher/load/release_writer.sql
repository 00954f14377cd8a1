-- Gives the lease back, if this writer still has it.
-- :token  whose lease it must be
-- Index: the primary key; one row.
-- Example: {"token": "t1"}
DELETE FROM writer WHERE only_one = 1 AND token = :token;
