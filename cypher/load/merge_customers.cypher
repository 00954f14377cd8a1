// Keeps customers, each under the number that it was first given; one row for each customer_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MERGE (n:Customer {customer_id: row.customer_id})
SET n = {
    customer_no: row.customer_no, customer_id: row.customer_id, kind: row.kind, name: row.name,
    is_client: toBoolean(row.is_client), id_type: row.id_type, id_number: row.id_number,
    birth_on: date(row.birth_on), gender: row.gender, registered_on: date(row.registered_on),
    industry: row.industry, region: row.region, branch: row.branch,
    relationship_manager: row.relationship_manager, assets: row.assets, net_assets: row.net_assets,
    annual_receipts: row.annual_receipts, annual_expenditures: row.annual_expenditures,
    blocked: toBoolean(row.blocked), marketing_consent: toBoolean(row.marketing_consent),
    former_name: row.former_name, legal_form: row.legal_form, ownership_type: row.ownership_type,
    registered_address: row.registered_address, employees: row.employees,
    earlier_names: row.earlier_names, search_text: row.search_text,
    id_normalised: row.id_normalised, consent_until: row.consent_until, source: row.source,
    load_no: row.load_no, digest: row.digest, closed_on: date(row.closed_on),
    closed_load: row.closed_load}
SET n += row.attributes
REMOVE n:Person:Company
SET n:$(CASE row.kind WHEN 'person' THEN ['Person'] WHEN 'company' THEN ['Company'] ELSE [] END);
