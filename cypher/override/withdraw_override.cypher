// Withdraws an override that is in force.
// $override_id  the override
// $author       who withdraws it
// $reason       why
// $now          the instant, in milliseconds since 1970
// Index: override_id; one node.
// Example: {override_id: "OV-1", author: "a", reason: "r", now: 1}
MATCH (o:Override {override_id: $override_id}) WHERE o.in_force
SET o.withdrawn_at = datetime({epochMillis: $now}), o.withdrawn_by = $author,
    o.withdrawn_reason = $reason
REMOVE o.in_force;
