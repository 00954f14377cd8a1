-- All rows of customers, closed ones too.
-- :place  from this place on
-- Index: one in the order of the places; linear in the rows.
-- Example: {"place": 0}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT
    x.customer_no AS position, x.customer_no, x.customer_id, x.kind, x.name, x.is_client, x.id_type,
    x.id_number, x.birth_on, x.gender, x.registered_on, x.industry, x.region, x.branch,
    x.relationship_manager, x.assets, x.net_assets, x.annual_receipts, x.annual_expenditures,
    x.blocked, x.marketing_consent, x.former_name, x.legal_form, x.ownership_type,
    x.registered_address, x.employees, x.earlier_names, x.search_text, x.id_normalised,
    x.consent_until, x.attributes, x.source, x.load_no, x.digest, x.closed_on, x.closed_load
FROM customers AS x
WHERE x.customer_no >= :place ORDER BY x.customer_no;
