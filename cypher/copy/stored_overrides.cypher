// Every override.
// Index: override_in_order; linear in the overrides made.
MATCH (o:Override) WHERE o.made_at IS NOT NULL
MATCH (c:Customer {customer_id: o.customer_id})
RETURN o.override_id AS override_id, o.group_id AS group_id, o.customer_id AS customer_id,
    c.customer_no AS customer_no, o.decision AS decision, o.reason AS reason, o.author AS author,
    o.made_at.epochMillis AS made_at, o.withdrawn_at.epochMillis AS withdrawn_at,
    o.withdrawn_by AS withdrawn_by, o.withdrawn_reason AS withdrawn_reason;
