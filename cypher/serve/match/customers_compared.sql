-- The customers of some numbers in scope, closed ones too, by their numbers.
-- :numbers  the numbers, a JSON list
-- Index: the primary key of customers; linear in the numbers.
-- Example: {"numbers": "[1, 2]"}
SELECT customer_no, customer_id, kind, name, former_name, earlier_names, is_client, id_type,
    id_number, id_normalised, birth_on, region, branch, relationship_manager, closed_on
FROM customers c WHERE customer_no IN (SELECT value FROM json_each(:numbers)) AND
    -- include in_scope
ORDER BY customer_no;
