-- Those of some customers, closed or not, that are in scope, in the order of their ids.
-- :customer_ids  the customers, a JSON list
-- Index: customers.customer_id; one row each.
-- Example: {"customer_ids": "[\"P1\"]"}
SELECT
    customer_id, kind, name, is_client, id_type, id_number, birth_on, gender, registered_on,
    industry, region, branch, relationship_manager, assets, net_assets, annual_receipts,
    annual_expenditures, blocked, marketing_consent, consent_until, former_name, legal_form,
    ownership_type, registered_address, employees, closed_on, source, load_no,
    (
        SELECT json_group_array(json_array(key, value)) FROM (
            SELECT key, value FROM json_each(c.attributes) ORDER BY key)
    ) AS attributes
FROM customers c WHERE customer_id IN (SELECT value FROM json_each(:customer_ids)) AND
    -- include in_scope
ORDER BY customer_id;
