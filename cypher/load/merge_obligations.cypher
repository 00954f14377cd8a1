// Keeps debts between customers; one row for each debtor_id, creditor_id and currency.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Customer {customer_id: row.debtor_id})
MATCH (b:Customer {customer_id: row.creditor_id})
MERGE (a)-[r:OWES {currency: row.currency}]->(b)
SET r = {
    amount: row.amount, currency: row.currency, source: row.source, load_no: row.load_no,
    digest: row.digest, closed_on: date(row.closed_on), closed_load: row.closed_load}
SET r += row.attributes;
