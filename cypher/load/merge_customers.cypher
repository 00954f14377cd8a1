// Keeps customers by their id; a customer keeps the number it was first given.
UNWIND $rows AS row
MERGE (n:Customer {customer_id: row.customer_id})
SET n = {
    customer_no: row.customer_no, customer_id: row.customer_id, kind: row.kind, name: row.name,
    search_text: row.search_text, is_client: row.is_client, id_type: row.id_type,
    id_number: row.id_number, birth_on: date(row.birth_on), gender: row.gender,
    registered_on: date(row.registered_on), industry: row.industry, region: row.region,
    branch: row.branch, relationship_manager: row.relationship_manager, assets: row.assets,
    net_assets: row.net_assets, annual_receipts: row.annual_receipts,
    annual_expenditures: row.annual_expenditures, blocked: row.blocked,
    marketing_consent: row.marketing_consent, source: row.source, load_no: row.load_no,
    digest: row.digest}
SET n += row.attributes;
