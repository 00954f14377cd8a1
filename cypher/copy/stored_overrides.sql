-- Every override.
-- Index: none, all rows are wanted; linear in the overrides made.
SELECT o.override_id, o.group_id, c.customer_id, o.customer_no, o.decision, o.reason, o.author,
    o.made_at, o.withdrawn_at, o.withdrawn_by, o.withdrawn_reason
FROM overrides o JOIN customers c ON c.customer_no = o.customer_no;
