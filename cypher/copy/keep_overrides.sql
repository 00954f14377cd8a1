-- Keeps overrides, in force and withdrawn; one that is there already stays.
INSERT INTO overrides (
    override_id, group_id, customer_no, decision, reason, author, made_at, withdrawn_at,
    withdrawn_by, withdrawn_reason)
VALUES (
    :override_id, :group_id, :customer_no, :decision, :reason, :author, :made_at, :withdrawn_at,
    :withdrawn_by, :withdrawn_reason)
ON CONFLICT (override_id) DO NOTHING;
