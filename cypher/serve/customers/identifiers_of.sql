-- The identifiers of customers in scope as they were typed and as they are compared, by kind and
-- value.
-- :customer_ids  the numbers of the customer, a JSON list
-- Index: customers.customer_id, identifiers' primary key; linear in the customer's identifiers.
-- Example: {"customer_ids": "[\"P1\"]"}
SELECT DISTINCT i.kind, i.value, i.normalised AS compared
FROM json_each(:customer_ids) asked
CROSS JOIN customers c ON c.customer_id = asked.value
CROSS JOIN identifiers i ON i.customer_no = c.customer_no AND i.closed_on IS NULL
WHERE
    -- include in_scope
ORDER BY i.kind, i.value, i.normalised;
