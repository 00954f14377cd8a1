-- Keeps customers, each under the number that it was first given; one row for each customer_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO customers (
    customer_no, customer_id, kind, name, is_client, id_type, id_number, birth_on, gender,
    registered_on, industry, region, branch, relationship_manager, assets, net_assets,
    annual_receipts, annual_expenditures, blocked, marketing_consent, former_name, legal_form,
    ownership_type, registered_address, employees, earlier_names, search_text, id_normalised,
    consent_until, attributes, source, load_no, digest, closed_on, closed_load)
VALUES (
    :customer_no, :customer_id, :kind, :name, :is_client, :id_type, :id_number, :birth_on, :gender,
    :registered_on, :industry, :region, :branch, :relationship_manager, :assets, :net_assets,
    :annual_receipts, :annual_expenditures, :blocked, :marketing_consent, :former_name, :legal_form,
    :ownership_type, :registered_address, :employees, :earlier_names, :search_text, :id_normalised,
    :consent_until, :attributes, :source, :load_no, :digest, :closed_on, :closed_load)
ON CONFLICT (customer_id) DO UPDATE SET
    customer_no = excluded.customer_no, kind = excluded.kind, name = excluded.name,
    is_client = excluded.is_client, id_type = excluded.id_type, id_number = excluded.id_number,
    birth_on = excluded.birth_on, gender = excluded.gender, registered_on = excluded.registered_on,
    industry = excluded.industry, region = excluded.region, branch = excluded.branch,
    relationship_manager = excluded.relationship_manager, assets = excluded.assets,
    net_assets = excluded.net_assets, annual_receipts = excluded.annual_receipts,
    annual_expenditures = excluded.annual_expenditures, blocked = excluded.blocked,
    marketing_consent = excluded.marketing_consent, former_name = excluded.former_name,
    legal_form = excluded.legal_form, ownership_type = excluded.ownership_type,
    registered_address = excluded.registered_address, employees = excluded.employees,
    earlier_names = excluded.earlier_names, search_text = excluded.search_text,
    id_normalised = excluded.id_normalised, consent_until = excluded.consent_until,
    attributes = excluded.attributes, source = excluded.source, load_no = excluded.load_no,
    digest = excluded.digest, closed_on = excluded.closed_on, closed_load = excluded.closed_load;
