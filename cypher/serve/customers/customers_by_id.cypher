// Those of some customers, closed or not, that are in scope, in the order of their ids.
// $customer_ids  the customers
// Index: customer_id; one node each.
// Example: {customer_ids: ["P1"]}
UNWIND $customer_ids AS asked
MATCH (c:Customer {customer_id: asked})
WHERE
    // include in_scope
RETURN
    c.customer_id AS customer_id, c.kind AS kind, c.name AS name, c.is_client AS is_client,
    c.id_type AS id_type, c.id_number AS id_number, c.birth_on AS birth_on, c.gender AS gender,
    c.registered_on AS registered_on, c.industry AS industry, c.region AS region,
    c.branch AS branch, c.relationship_manager AS relationship_manager, c.assets AS assets,
    c.net_assets AS net_assets, c.annual_receipts AS annual_receipts,
    c.annual_expenditures AS annual_expenditures, c.blocked AS blocked,
    c.marketing_consent AS marketing_consent, c.consent_until AS consent_until,
    c.former_name AS former_name,
    c.legal_form AS legal_form, c.ownership_type AS ownership_type,
    c.registered_address AS registered_address, c.employees AS employees, c.closed_on AS closed_on,
    c.source AS source, c.load_no AS load_no,
    COLLECT {
        UNWIND keys(c) AS key
        WITH key WHERE key STARTS WITH 'x_'
        RETURN [key, c[key]] ORDER BY key
    } AS attributes
ORDER BY customer_id;
