// Keeps customers that depend on another; one row for each provider_id, dependent_id and basis.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.dependent_id})
MATCH (b:Customer {customer_id: row.provider_id})
MERGE (a)-[r:DEPENDS_ON {basis: row.basis}]->(b)
SET r = {
    basis: row.basis, share: row.share, source: row.source, load_no: row.load_no,
    digest: row.digest, closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
