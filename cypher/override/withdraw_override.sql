-- Withdraws an override that is in force.
-- :override_id  the override
-- :author       who withdraws it
-- :reason       why
-- :now          the instant, in milliseconds since 1970
-- Index: overrides' primary key; one row.
-- Example: {"override_id": "OV-1", "author": "a", "reason": "r", "now": 1}
UPDATE overrides SET withdrawn_at = :now, withdrawn_by = :author, withdrawn_reason = :reason
WHERE override_id = :override_id AND withdrawn_at IS NULL;
