-- Notes how a load ended, why, and what it did.
-- :load_no  the load
-- :state    done, refused or failed
-- :reason   why it was refused or failed; '' where it is done
-- :now      the instant, in milliseconds since 1970
-- :counts   what was read, accepted, rejected and written, as JSON
-- Index: the primary key; one look-up.
-- Example: {"load_no": 1, "state": "done", "reason": "", "now": 1767139200000, "counts": "{}"}
UPDATE loads SET state = :state, reason = :reason, finished_at = :now, counts = :counts
WHERE load_no = :load_no;
