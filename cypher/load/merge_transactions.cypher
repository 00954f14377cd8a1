// Keeps payments between accounts; an empty account is the outside; one row for each
// transaction_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MATCH (a:Account {account_id: row.from_account})
MATCH (b:Account {account_id: row.to_account})
OPTIONAL MATCH ()-[before:PAID {transaction_id: row.transaction_id}]->()
DELETE before
CREATE (a)-[r:PAID]->(b)
SET r = {
    transaction_id: row.transaction_id, amount: row.amount, currency: row.currency,
    at: datetime({epochMillis: row.at}), channel: row.channel, purpose: row.purpose,
    source: row.source, load_no: row.load_no, digest: row.digest, closed_on: date(row.closed_on),
    closed_load: row.closed_load}
SET r += row.attributes;
