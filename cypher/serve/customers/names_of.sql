-- The names and kinds of some customers, and whether each is in scope.
-- :customer_ids  their ids, a JSON list
-- Index: customers.customer_id; linear in the ids.
-- Example: {"customer_ids": "[\"P1\", \"P2\"]"}
SELECT c.customer_id, c.name, c.kind,
    -- include in_scope
    AS in_scope
FROM json_each(:customer_ids) wanted JOIN customers c ON c.customer_id = wanted.value
ORDER BY c.customer_id;
