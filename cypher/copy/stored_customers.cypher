// All rows of customers, closed ones too, a window at a time.
// Index: customer_no; linear in the rows.
// Example: {low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (x:Customer) WHERE $low <= x.customer_no < $high
WITH * WHERE x.load_no IS NOT NULL
RETURN
    x.customer_no AS customer_no, x.customer_id AS customer_id, x.kind AS kind, x.name AS name,
    x.is_client AS is_client, x.id_type AS id_type, x.id_number AS id_number,
    toString(x.birth_on) AS birth_on, x.gender AS gender,
    toString(x.registered_on) AS registered_on, x.industry AS industry, x.region AS region,
    x.branch AS branch, x.relationship_manager AS relationship_manager, x.assets AS assets,
    x.net_assets AS net_assets, x.annual_receipts AS annual_receipts,
    x.annual_expenditures AS annual_expenditures, x.blocked AS blocked,
    x.marketing_consent AS marketing_consent, x.former_name AS former_name,
    x.legal_form AS legal_form, x.ownership_type AS ownership_type,
    x.registered_address AS registered_address, x.employees AS employees,
    x.earlier_names AS earlier_names, x.search_text AS search_text,
    x.id_normalised AS id_normalised, x.consent_until AS consent_until, x.source AS source,
    x.load_no AS load_no, x.digest AS digest, toString(x.closed_on) AS closed_on,
    x.closed_load AS closed_load,
    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;
