// Keeps guarantees of one customer for another; one row for each guarantee_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.guarantor_id})
MATCH (b:Customer {customer_id: row.borrower_id})
OPTIONAL MATCH ()-[before:GUARANTEES {guarantee_id: row.guarantee_id}]->()
DELETE before
CREATE (a)-[r:GUARANTEES]->(b)
SET r = {
    guarantee_id: row.guarantee_id, amount: row.amount, currency: row.currency,
    from_on: date(row.from_on), to_on: date(row.to_on), source: row.source, load_no: row.load_no,
    digest: row.digest, closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
