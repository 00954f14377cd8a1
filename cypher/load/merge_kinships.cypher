// Keeps kinship between persons; one row for each a_id, b_id and relation.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.a_id})
MATCH (b:Customer {customer_id: row.b_id})
MERGE (a)-[r:KIN_OF {relation: row.relation}]->(b)
SET r = {
    relation: row.relation, source: row.source, load_no: row.load_no, digest: row.digest,
    closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
