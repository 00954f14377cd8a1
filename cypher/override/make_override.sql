-- Makes an override, unless one of this customer is in force in the group already.
-- :override_id  its id
-- :group_id     the group
-- :customer_id  the customer
-- :decision     in or out
-- :reason       why
-- :author       who decides
-- :now          the instant, in milliseconds since 1970
-- Index: customers.customer_id, overrides_in_force; one row.
-- Example: {"override_id": "OV-1", "group_id": "G1", "customer_id": "C1", "decision": "in", "reason": "r", "author": "a", "now": 1}
INSERT OR IGNORE INTO overrides
    (override_id, group_id, customer_no, decision, reason, author, made_at)
SELECT :override_id, :group_id, customer_no, :decision, :reason, :author, :now
FROM customers WHERE customer_id = :customer_id;
