-- Notes that a load begins to write.
-- :load_no  the load
-- :now      the instant, in milliseconds since 1970
-- Index: the primary key; one look-up.
-- Example: {"load_no": 1, "now": 1767139200000}
UPDATE loads SET writing_at = :now WHERE load_no = :load_no;
