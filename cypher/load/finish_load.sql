-- Notes what a load did.
-- :load_no  the load
-- :now      the instant, in milliseconds since 1970
-- :counts   what was read, accepted, rejected and written, as JSON
-- Index: the primary key; one look-up.
-- Example: {"load_no": 1, "now": 1767139200000, "counts": "{}"}
UPDATE loads SET finished_at = :now, counts = :counts WHERE load_no = :load_no;
