// Keeps overrides, in force and withdrawn.
UNWIND $rows AS row
MERGE (o:Override {override_id: row.override_id})
SET o.group_id = row.group_id, o.customer_id = row.customer_id, o.decision = row.decision,
    o.reason = row.reason, o.author = row.author,
    o.made_at = datetime({epochMillis: row.made_at}),
    o.withdrawn_at = CASE WHEN row.withdrawn_at IS NOT NULL
        THEN datetime({epochMillis: row.withdrawn_at}) END,
    o.withdrawn_by = row.withdrawn_by, o.withdrawn_reason = row.withdrawn_reason,
    o.in_force = CASE WHEN row.withdrawn_at IS NULL THEN true END;
